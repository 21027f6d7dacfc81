/** Period, survey, service, branch, people, language and channel: what the figures are about. */

import { h } from "../../../ui/dom.js";
import { addingUp } from "../../../ui/filter_changes.js";
import { choiceField, clearButton, namedOnly, periodFields } from "../../../ui/filter_fields.js";
import { languageLabel, serviceLabel, wayLabel } from "../../../ui/labels.js";

/** @typedef {Record<string, ?string>} Filters */

const DIMENSIONS = ["survey", "service_type", "branch", "technician", "adviser", "language", "channel"];
const NAMES = ["from_date", "to_date", ...DIMENSIONS];

/** Only what the address may hold. @returns {Filters} */
export function filtersFrom(params) {
	return namedOnly(NAMES, params);
}

/** The name of each dimension. */
export function dimensionLabels() {
	return {
		survey: __("Survey"),
		service_type: __("Service type"),
		branch: __("Branch"),
		technician: __("Technician"),
		adviser: __("Service adviser"),
		language: __("Language"),
		channel: __("Channel"),
	};
}

/** A member of a dimension in the reader's words. */
export function memberLabel(host, dimension, member, serviceTypes) {
	if (!member) return __("Not known");
	if (dimension === "language") return languageLabel(member);
	if (dimension === "channel") return wayLabel(member);
	const service = dimension === "service_type" && serviceTypes.find((type) => type.name === member);
	return service ? serviceLabel(host, service.name, service.name_ar) : member;
}

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Filters} filters
 * @param {Record<string, string[]>} options of surveys.results
 * @param {Array<{name: string, name_ar: string}>} serviceTypes
 * @param {(filters: Filters) => void} onChange
 */
export function resultFilterBar(host, filters, options, serviceTypes, onChange) {
	const change = addingUp(filters, filtersFrom, onChange);
	const labels = dimensionLabels();
	const shown = DIMENSIONS.filter((name) => options[name].length > 1 || filters[name]);
	return h(
		"div",
		{ class: "wcrm-panel wcrm-filters", role: "search", "aria-label": __("Filters") },
		periodFields(host, filters, change),
		shown.map((name) => {
			const known = new Set(filters[name] ? [...options[name], filters[name]] : options[name]);
			const members = [...known].map((value) => ({
				value,
				label: memberLabel(host, name, value, serviceTypes),
			}));
			const choices = [{ value: "", label: __("All") }, ...members];
			return choiceField(name, labels[name], filters[name], choices, change);
		}),
		NAMES.some((name) => filters[name]) && clearButton(() => onChange({})),
	);
}
