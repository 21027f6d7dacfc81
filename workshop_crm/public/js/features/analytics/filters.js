/** Dates, customers, services, branches and vehicles: what all figures are about. */

import { button } from "../../ui/button.js";
import { h } from "../../ui/dom.js";
import { field } from "../../ui/field.js";
import { addingUp } from "../../ui/filter_changes.js";
import { segmentLabel, serviceLabel } from "../../ui/labels.js";

/**
 * @typedef {{from_date?: ?string, to_date?: ?string, segment?: ?string, service_type?: ?string, branch?: ?string,
 *	tier?: ?string, vehicle_make?: ?string}} Filters
 * @typedef {{segments: string[], service_types: Array<{name: string, name_ar: string}>, branches: string[],
 *	tiers: string[], vehicle_makes: string[]}} Options
 */

const NAMES = ["from_date", "to_date", "segment", "service_type", "branch", "tier", "vehicle_make"];

/** Only what the address may hold. @returns {Filters} */
export function filtersFrom(params) {
	return Object.fromEntries(NAMES.filter((name) => params[name]).map((name) => [name, params[name]]));
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Filters} filters
 * @param {Options} options
 * @param {(filters: Filters) => void} onChange
 * @param {Node[]} actions
 */
export function filterBar(host, filters, options, onChange, actions) {
	const change = addingUp(filters, filtersFrom, onChange);
	const day = (name, label) => dayField(host, name, label, filters[name], change);
	const choice = (name, label, choices) => choiceField(name, label, filters[name], choices, change);
	const isFiltered = NAMES.some((name) => filters[name]);
	return h(
		"div",
		{ class: "wcrm-panel wcrm-filters", role: "search", "aria-label": __("Filters") },
		periodField(host, filters, change),
		day("from_date", __("From")),
		day("to_date", __("To")),
		choice("segment", __("Segment"), segmentChoices(options)),
		choice("service_type", __("Service type"), serviceChoices(host, options)),
		narrower(filters, options, choice),
		h(
			"div",
			{ class: "wcrm-row wcrm-filter-actions" },
			isFiltered && clearButton(() => onChange({})),
			actions,
		),
	);
}

/** Those of which there is more than one: a workshop with a single branch is not asked for it. */
function narrower(filters, options, choice) {
	return [
		["branch", __("Branch"), __("All branches"), options.branches],
		["tier", __("Tier"), __("All tiers"), options.tiers],
		["vehicle_make", __("Make"), __("All makes"), options.vehicle_makes],
	]
		.filter(([name, , , names]) => names.length > 1 || filters[name])
		.map(([name, label, all, names]) => choice(name, label, namedChoices(all, names)));
}

function namedChoices(all, names) {
	return [{ value: "", label: all }, ...names.map((name) => ({ value: name, label: name }))];
}

function dayField(host, name, label, value, change) {
	const attributes = { max: host.context.today };
	const element = field({ name, label, type: "date", value, attributes });
	return named(name, element, (day) => change({ [name]: day }));
}

function choiceField(name, label, value, choices, change) {
	const element = field({ name, label, type: "select", value: value ?? "", options: choices });
	return named(name, element, (choice) => change({ [name]: choice }));
}

function clearButton(onClick) {
	return button(__("Clear filters"), { kind: "quiet", icon: "close", small: true, onClick });
}

function named(name, element, onValue) {
	const input = element.querySelector("[name]");
	input.dataset.filter = name;
	input.addEventListener("change", () => onValue(input.value));
	return element;
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

function periodField(host, filters, change) {
	const periods = periodsUntil(host.context.today);
	const current = periods.find(
		({ from, to }) => (filters.from_date ?? null) === from && (filters.to_date ?? null) === to,
	);
	const choices = periods.map(({ value, label }) => ({ value, label }));
	if (!current) choices.push({ value: "own", label: __("Own dates") });
	const element = field({
		name: "period",
		label: __("Period"),
		type: "select",
		value: current?.value ?? "own",
		options: choices,
	});
	return named("period", element, (value) => {
		const chosen = periods.find((period) => period.value === value);
		if (chosen) change({ from_date: chosen.from, to_date: chosen.to });
	});
}

/** @param {string} today ISO date */
export function periodsUntil(today) {
	const [year, month] = today.split("-");
	const back = (days) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
	return [
		{ value: "all", label: __("All time"), from: null, to: null },
		{ value: "month", label: __("This month"), from: `${year}-${month}-01`, to: today },
		{ value: "30", label: __("Last 30 days"), from: back(29), to: today },
		{ value: "90", label: __("Last 90 days"), from: back(89), to: today },
		{ value: "365", label: __("Last 12 months"), from: back(364), to: today },
		{ value: "year", label: __("This year"), from: `${year}-01-01`, to: today },
	];
}
