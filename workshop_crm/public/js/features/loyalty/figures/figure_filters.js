/** Period and program: what the figures are about. */

import { button } from "../../../ui/button.js";
import { h } from "../../../ui/dom.js";
import { field } from "../../../ui/field.js";
import { addingUp } from "../../../ui/filter_changes.js";
import { periodsUntil } from "../../analytics/filters.js";

/** @typedef {Record<string, ?string>} Filters */

const NAMES = ["from_date", "to_date", "program"];

/** Only what the address may hold. @returns {Filters} */
export function filtersFrom(params) {
	return Object.fromEntries(NAMES.filter((name) => params[name]).map((name) => [name, params[name]]));
}

/** The last 12 months. @param {import("../../../host/types.js").Host} host @returns {Filters} */
export function usualPeriod(host) {
	const period = periodsUntil(host.context.today).find(({ value }) => value === "365");
	return { from_date: period?.from ?? null, to_date: period?.to ?? null };
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
	return h(
		"div",
		{ class: "wcrm-panel wcrm-filters", role: "search", "aria-label": __("Filters") },
		periodField(host, filters, change),
		dayField(host, "from_date", __("From"), filters, change),
		dayField(host, "to_date", __("To"), filters, change),
		programs.length > 1 && programField(programs, program, change),
		h(
			"div",
			{ class: "wcrm-row wcrm-filter-actions" },
			NAMES.some((name) => filters[name]) &&
				button(__("Clear filters"), {
					kind: "quiet",
					icon: "close",
					small: true,
					onClick: () => onChange({}),
				}),
		),
	);
}

function periodField(host, filters, change) {
	const periods = periodsUntil(host.context.today);
	const current = periods.find(
		({ from, to }) => (filters.from_date ?? null) === from && (filters.to_date ?? null) === to,
	);
	const choices = periods.map(({ value, label }) => ({ value, label }));
	if (!current) choices.push({ value: "own", label: __("Own dates") });
	const value = current?.value ?? "own";
	const element = field({ name: "period", label: __("Period"), type: "select", value, options: choices });
	return named("period", element, (name) => {
		const chosen = periods.find((period) => period.value === name);
		if (chosen) change({ from_date: chosen.from, to_date: chosen.to });
	});
}

function dayField(host, name, label, filters, change) {
	const attributes = { max: host.context.today };
	const element = field({ name, label, type: "date", value: filters[name], attributes });
	return named(name, element, (day) => change({ [name]: day }));
}

function programField(programs, program, change) {
	const options = programs.map((name) => ({ value: name, label: name }));
	const element = field({
		name: "program",
		label: __("Loyalty program"),
		type: "select",
		value: program,
		options,
	});
	return named("program", element, (name) => change({ program: name }));
}

function named(name, element, onValue) {
	const input = element.querySelector("[name]");
	input.dataset.filter = name;
	input.addEventListener("change", () => onValue(input.value));
	return element;
}
