/** Period and program: what the figures are about. */

import { h } from "../../../ui/dom.js";
import { addingUp } from "../../../ui/filter_changes.js";
import { choiceField, clearButton, namedOnly, periodFields } from "../../../ui/filter_fields.js";

/** @typedef {Record<string, ?string>} Filters */

const NAMES = ["from_date", "to_date", "program"];

/** Only what the address may hold. @returns {Filters} */
export function filtersFrom(params) {
	return namedOnly(NAMES, params);
}

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Filters} filters
 * @param {string[]} programs of the company
 * @param {string} program the one that is shown
 * @param {(filters: Filters) => void} onChange
 */
export function figureFilterBar(host, filters, programs, program, onChange) {
	const change = addingUp(filters, filtersFrom, onChange);
	const choices = programs.map((name) => ({ value: name, label: name }));
	return h(
		"div",
		{ class: "wcrm-panel wcrm-filters", role: "search", "aria-label": __("Filters") },
		periodFields(host, filters, change),
		programs.length > 1 && choiceField("program", __("Loyalty program"), program, choices, change),
		NAMES.some((name) => filters[name]) && clearButton(() => onChange({})),
	);
}
