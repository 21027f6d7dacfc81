/** Dates, customers, services, branches and vehicles: what all figures are about. */

import { h } from "../../ui/dom.js";
import { addingUp } from "../../ui/filter_changes.js";
import { choiceField, clearButton, namedOnly, periodFields } from "../../ui/filter_fields.js";
import { segmentLabel, serviceLabel, tierLabel } from "../../ui/labels.js";

/**
 * @typedef {{from_date?: ?string, to_date?: ?string, segment?: ?string, service_type?: ?string, branch?: ?string,
 *	tier?: ?string, vehicle_make?: ?string}} Filters
 * @typedef {{segments: string[], service_types: Array<{name: string, name_ar: string}>, branches: string[],
 *	tiers: string[], tier_names_ar: Record<string, string>, vehicle_makes: string[]}} Options
 */

const NAMES = ["from_date", "to_date", "segment", "service_type", "branch", "tier", "vehicle_make"];

/** Only what the address may hold. @returns {Filters} */
export function filtersFrom(params) {
	return namedOnly(NAMES, params);
}

/** @param {Filters} one @param {Filters} other */
export function sameFilters(one, other) {
	return NAMES.every((name) => (one[name] || null) === (other[name] || null));
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Filters} filters
 * @param {Options} options
 * @param {(filters: Filters) => void} onChange
 * @param {Node[]} first
 * @param {Node[]} actions
 */
export function filterBar(host, filters, options, onChange, first, actions) {
	const change = addingUp(filters, filtersFrom, onChange);
	const choice = (name, label, choices) => choiceField(name, label, filters[name], choices, change);
	const isFiltered = NAMES.some((name) => filters[name]);
	return h(
		"div",
		{ class: "wcrm-panel wcrm-filters", role: "search", "aria-label": __("Filters") },
		first,
		periodFields(host, filters, change),
		choice("segment", __("Segment"), segmentChoices(options)),
		choice("service_type", __("Service type"), serviceChoices(host, options)),
		narrower(host, filters, options, choice),
		h(
			"div",
			{ class: "wcrm-row wcrm-filter-actions" },
			isFiltered && clearButton(() => onChange({})),
			actions,
		),
	);
}

/** Those of which there is more than one: a workshop with a single branch is not asked for it. */
function narrower(host, filters, options, choice) {
	const tierName = (name) => tierLabel(host, name, options.tier_names_ar[name]);
	return [
		{ name: "branch", label: __("Branch"), all: __("All branches"), names: options.branches },
		{ name: "tier", label: __("Tier"), all: __("All tiers"), names: options.tiers, write: tierName },
		{ name: "vehicle_make", label: __("Make"), all: __("All makes"), names: options.vehicle_makes },
	]
		.filter(({ name, names }) => names.length > 1 || filters[name])
		.map(({ name, label, all, names, write }) =>
			choice(name, label, namedChoices(all, withChosen(names, filters[name]), write)),
		);
}

/** A shared view or an address may name what its reader has no visit of. */
function withChosen(names, chosen) {
	return !chosen || names.includes(chosen) ? names : [...names, chosen];
}

function namedChoices(all, names, write = (name) => name) {
	return [{ value: "", label: all }, ...names.map((name) => ({ value: name, label: write(name) }))];
}

function segmentChoices(options) {
	return [
		{ value: "", label: __("All segments") },
		...options.segments.map((segment) => ({ value: segment, label: segmentLabel(segment) })),
	];
}

function serviceChoices(host, options) {
	const choices = options.service_types.map((service) => ({
		value: service.name,
		label: serviceLabel(host, service.name, service.name_ar),
	}));
	return [{ value: "", label: __("All services") }, ...choices];
}
