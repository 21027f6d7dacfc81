/** By what customers are picked out: what is due or wrong, tier, make, last visit. */

import { h } from "../../../ui/dom.js";
import { addingUp } from "../../../ui/filter_changes.js";
import { asStored, choiceField, clearButton, dayField, namedOnly } from "../../../ui/filter_fields.js";
import { tierLabel } from "../../../ui/labels.js";

const SWITCHES = ["due", "at_risk", "complaint"];
const NAMES = [...SWITCHES, "tier", "make", "visited_from", "visited_to"];

/**
 * @typedef {{due?: string, at_risk?: string, complaint?: string, tier?: string, make?: string, visited_from?: string,
 *   visited_to?: string}} Filters a switch that is on is "1"
 */

/** Only what the address may hold. @returns {Filters} */
export function filtersFrom(params) {
	return namedOnly(NAMES, params);
}

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Filters} filters
 * @param {{tiers: Object[], makes: string[]}} options
 * @param {(filters: Filters) => *} onChange
 */
export function filterBar(host, filters, options, onChange) {
	const change = addingUp(filters, filtersFrom, onChange);
	const isFiltered = NAMES.some((name) => filters[name]);
	const clear = () => change(Object.fromEntries(NAMES.map((name) => [name, ""])));
	const tiers = options.tiers.map(({ name, name_ar }) => ({
		value: name,
		label: tierLabel(host, name, name_ar),
	}));
	const makes = options.makes.map((name) => ({ value: name, label: name }));
	return h(
		"div",
		{ class: "wcrm-stack", role: "search", "aria-label": __("Filters") },
		switches(filters, change),
		h(
			"div",
			{ class: "wcrm-filters" },
			choice("tier", __("Tier"), filters.tier, __("All tiers"), tiers, change),
			asStored(choice("make", __("Make"), filters.make, __("All makes"), makes, change)),
			dayField(host, "visited_from", __("Last visit from"), filters.visited_from, change),
			dayField(host, "visited_to", __("Last visit until"), filters.visited_to, change),
			isFiltered && clearButton(clear),
		),
	);
}

/** Each is on or off by itself. */
function switches(filters, change) {
	const labels = {
		due: __("Service due"),
		at_risk: __("At risk"),
		complaint: __("Open complaint"),
	};
	return h(
		"div",
		{ class: "wcrm-filter-chips", role: "group", "aria-label": __("Customers with") },
		SWITCHES.map((name) =>
			h(
				"button",
				{
					type: "button",
					class: "wcrm-filter-chip",
					"aria-pressed": String(Boolean(filters[name])),
					data: { value: name },
					on: { click: () => change({ [name]: filters[name] ? "" : "1" }) },
				},
				labels[name],
			),
		),
	);
}

function choice(name, label, value, all, options, change) {
	if (options.length < 2 && !value) return null;
	return choiceField(name, label, value, [{ value: "", label: all }, ...options], change);
}
