/** By what the list of due services is narrowed down: how urgent, how late, which service, branch and make. */

import { h } from "../../../ui/dom.js";
import { addingUp } from "../../../ui/filter_changes.js";
import { filterChips } from "../../../ui/filter_chips.js";
import { asStored, choiceField, namedOnly } from "../../../ui/filter_fields.js";
import { serviceLabel } from "../../../ui/labels.js";

const NAMES = ["when", "late", "service_type", "branch", "make"];

/** @typedef {{when?: string, late?: string, service_type?: string, branch?: string, make?: string}} Filters */

/** Only what the address may hold. @returns {Filters} */
export function filtersFrom(params) {
	return namedOnly(NAMES, params);
}

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Filters} filters
 * @param {Object} answer of vehicles.due
 * @param {(filters: Filters) => *} onChange
 */
export function filterBar(host, filters, answer, onChange) {
	const change = addingUp(filters, filtersFrom, onChange);
	const { services, branches, makes } = answer.options;
	const named = services.map(({ name, name_ar }) => ({
		value: name,
		label: serviceLabel(host, name, name_ar),
	}));
	const plain = (names) => names.map((name) => ({ value: name, label: name }));
	const choice = (name, label, all, options) =>
		(options.length > 1 || filters[name]) &&
		choiceField(name, label, filters[name], [{ value: "", label: all }, ...options], change);
	return h(
		"div",
		{ class: "wcrm-stack", role: "search", "aria-label": __("Filters") },
		urgencyChips(host, filters.when ?? "", answer, (when) => change({ when })),
		h(
			"div",
			{ class: "wcrm-filters" },
			choice("service_type", __("Service"), __("All services"), named),
			asStored(choice("branch", __("Branch"), __("All branches"), plain(branches))),
			asStored(choice("make", __("Make"), __("All makes"), plain(makes))),
			choiceField("late", __("Overdue by at most"), filters.late || "365", lateness(host), change),
		),
	);
}

function urgencyChips(host, value, { overdue, soon }, onChange) {
	const { number } = host.format;
	const options = [
		{ value: "", label: __("All"), count: number(overdue + soon) },
		{ value: "overdue", label: __("Overdue"), count: number(overdue) },
		{ value: "soon", label: __("Due soon"), count: number(soon) },
	];
	return filterChips({ label: __("How urgent"), options, value, onChange });
}

function lateness(host) {
	const { days } = host.format;
	return [
		{ value: "30", label: days(30) },
		{ value: "90", label: days(90) },
		{ value: "365", label: __("One year") },
		{ value: "all", label: __("Any time") },
	];
}
