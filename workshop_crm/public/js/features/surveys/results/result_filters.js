/** Period, survey, service, branch, people, language and channel: what the figures are about. */

import { button } from "../../../ui/button.js";
import { h } from "../../../ui/dom.js";
import { field } from "../../../ui/field.js";
import { addingUp } from "../../../ui/filter_changes.js";
import { languageLabel, serviceLabel, wayLabel } from "../../../ui/labels.js";
import { periodsUntil } from "../../analytics/filters.js";

/** @typedef {Record<string, ?string>} Filters */

const DIMENSIONS = ["survey", "service_type", "branch", "technician", "adviser", "language", "channel"];
const NAMES = ["from_date", "to_date", ...DIMENSIONS];

/** Only what the address may hold. @returns {Filters} */
export function filtersFrom(params) {
	return Object.fromEntries(NAMES.filter((name) => params[name]).map((name) => [name, params[name]]));
}

/** The last 90 days. @param {import("../../../host/types.js").Host} host @returns {Filters} */
export function usualPeriod(host) {
	const period = periodsUntil(host.context.today).find(({ value }) => value === "90");
	return { from_date: period?.from ?? null, to_date: period?.to ?? null };
}

/** The name of each dimension. */
export function dimensionLabels() {
	return {
		survey: __("Survey"),
		service_type: __("Service type"),
		branch: __("Branch"),
		technician: __("Technician"),
		adviser: __("Service Adviser"),
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
		periodField(host, filters, change),
		dayField(host, "from_date", __("From"), filters, change),
		dayField(host, "to_date", __("To"), filters, change),
		shown.map((name) => {
			const known = new Set(filters[name] ? [...options[name], filters[name]] : options[name]);
			const members = [...known].map((value) => ({
				value,
				label: memberLabel(host, name, value, serviceTypes),
			}));
			const choices = [{ value: "", label: __("All") }, ...members];
			const element = field({
				name,
				label: labels[name],
				type: "select",
				value: filters[name] ?? "",
				options: choices,
			});
			return named(name, element, (value) => change({ [name]: value }));
		}),
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

function dayField(host, name, label, filters, change) {
	const attributes = { max: host.context.today };
	const element = field({ name, label, type: "date", value: filters[name], attributes });
	return named(name, element, (day) => change({ [name]: day }));
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

function named(name, element, onValue) {
	const input = element.querySelector("[name]");
	input.dataset.filter = name;
	input.addEventListener("change", () => onValue(input.value));
	return element;
}
