/** By what the call list is narrowed down: the reason, the part of the list, and whose it is. */

import { h } from "../../../ui/dom.js";
import { addingUp } from "../../../ui/filter_changes.js";
import { filterChips } from "../../../ui/filter_chips.js";
import { choiceField, namedOnly } from "../../../ui/filter_fields.js";
import { triggerLabel } from "../../../ui/labels.js";

const NAMES = ["state", "trigger", "assignee"];

/** @typedef {{state?: string, trigger?: string, assignee?: string}} Filters */

/** Only what the address may hold. @returns {Filters} */
export function filtersFrom(params) {
	return namedOnly(NAMES, params);
}

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Filters} filters
 * @param {{counts: Record<string, number>, people: Array<{user: string, name: string}>}} answer of analytics.call_list
 * @param {(filters: Filters) => *} onChange
 */
export function filterBar(host, filters, answer, onChange) {
	const change = addingUp(filters, filtersFrom, onChange);
	return h(
		"div",
		{ class: "wcrm-stack", role: "search", "aria-label": __("Filters") },
		reasonChips(host, filters.trigger ?? "", answer.counts, (trigger) => change({ trigger })),
		h(
			"div",
			{ class: "wcrm-filters" },
			choiceField("state", __("State"), filters.state ?? "open", states(), change),
			choiceField("assignee", __("Assigned to"), filters.assignee ?? "", people(host, answer), change),
		),
	);
}

function reasonChips(host, value, counts, onChange) {
	const known = [...new Set([...Object.keys(counts), value])].filter(Boolean);
	const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
	const options = [
		{ value: "", label: __("All"), count: host.format.number(all) },
		...known.map((trigger) => ({
			value: trigger,
			label: triggerLabel(trigger),
			count: host.format.number(counts[trigger] ?? 0),
		})),
	];
	return filterChips({ label: __("Reason"), options, value, onChange });
}

function states() {
	return [
		{ value: "open", label: __("To call") },
		{ value: "later", label: __("Snoozed") },
		{ value: "done", label: __("Called in the last 90 days") },
		{ value: "dismissed", label: __("Dismissed in the last 90 days") },
	];
}

function people(host, answer) {
	const others = answer.people.filter(({ user }) => user !== host.context.user);
	return [
		{ value: "", label: __("Everybody") },
		{ value: host.context.user, label: __("Me") },
		{ value: "nobody", label: __("Nobody") },
		...others.map(({ user, name }) => ({ value: user, label: name })),
	];
}
