/** Fields of a filter bar: each says what it has changed. */

import { hijriOf } from "../host/umm_al_qura.js";
import { button } from "./button.js";
import { field } from "./field.js";
import { hijriField } from "./hijri_field.js";
import { periodLabel } from "./labels.js";

/** @typedef {Record<string, ?string|undefined>} Filters */

/** Only what the address may hold. @param {string[]} names @param {Object} params @returns {Record<string, string>} */
export function namedOnly(names, params) {
	return Object.fromEntries(names.filter((name) => params[name]).map((name) => [name, params[name]]));
}

/**
 * Usual periods, and both dates as they are chosen beside it.
 *
 * @param {import("../host/types.js").Host} host
 * @param {Filters} filters
 * @param {(values: Object) => void} change
 */
export function periodFields(host, filters, change) {
	return [
		periodField(host, filters, change),
		dayField(host, "from_date", __("From"), filters.from_date, change),
		dayField(host, "to_date", __("To"), filters.to_date, change),
	];
}

function periodField(host, filters, change) {
	const periods = usualPeriods(host);
	const [current] = periodsLike(host, filters);
	const options = periods.map(({ value, label }) => ({ value, label }));
	if (!current) options.push({ value: "own", label: __("Custom dates") });
	const value = current?.value ?? "own";
	const element = field({ name: "period", label: __("Period"), type: "select", value, options });
	return whenChanged(element, (name) => {
		const chosen = periods.find((period) => period.value === name);
		if (chosen) change({ from_date: chosen.from, to_date: chosen.to });
	});
}

/** In the calendar of the host's format. @param {import("../host/types.js").Host} host @param {(values: Object) => void} change */
export function dayField(host, name, label, value, change) {
	if (host.format.calendar === "hijri" && (!value || hijriOf(value)))
		return hijriField(host, name, label, value, (day) => change({ [name]: day }));
	const attributes = { max: host.context.today };
	const element = field({ name, label, type: "date", value, attributes });
	return whenChanged(element, (day) => change({ [name]: day }));
}

/**
 * @param {string} name
 * @param {string} label
 * @param {?string|undefined} value
 * @param {Array<{value: string, label: string}>} options
 * @param {(values: Object) => void} change
 */
export function choiceField(name, label, value, options, change) {
	const element = field({ name, label, type: "select", value: value ?? "", options });
	return whenChanged(element, (choice) => change({ [name]: choice }));
}

/** A field whose choices are written as they are in every language; nothing where there is no field. */
export function asStored(element) {
	if (element) element.querySelector("select").translate = false;
	return element;
}

/** @param {() => void} onClick */
export function clearButton(onClick) {
	return button(__("Clear filters"), { kind: "quiet", icon: "close", small: true, onClick });
}

function whenChanged(element, onValue) {
	const input = element.querySelector("[name]");
	input.dataset.filter = input.name;
	input.addEventListener("change", () => onValue(input.value));
	return element;
}

/** The dates of a usual period. @param {import("../host/types.js").Host} host @param {string} name @returns {Record<string, ?string>} */
export function usualPeriod(host, name) {
	const period = usualPeriods(host).find(({ value }) => value === name);
	return { from_date: period?.from ?? null, to_date: period?.to ?? null };
}

/** The periods that the server names, as of today. @param {import("../host/types.js").Host} host */
export function usualPeriods(host) {
	return host.context.periods.map(({ name, from_date, to_date }) => ({
		value: name,
		label: periodLabel(name),
		from: from_date,
		to: to_date,
	}));
}

/** The usual periods whose dates these are: often one, at times two, such as this month on its 30th day. */
export function periodsLike(host, filters) {
	return usualPeriods(host).filter(
		({ from, to }) => (filters.from_date ?? null) === from && (filters.to_date ?? null) === to,
	);
}
