/** By what the page of messages is narrowed down: state, channel, direction, customer, days. */

import { button } from "../../ui/button.js";
import { bdi, h } from "../../ui/dom.js";
import { addingUp } from "../../ui/filter_changes.js";
import { filterChips } from "../../ui/filter_chips.js";
import { choiceField, clearButton, dayField, namedOnly } from "../../ui/filter_fields.js";
import { channelLabel } from "../../ui/labels.js";
import { customerPicker } from "../search/customer_picker.js";

const NAMES = ["state", "channel", "direction", "customer", "from_date", "to_date"];
const CHANNELS = ["WhatsApp", "SMS", "Email"];

/** @typedef {{state?: string, channel?: string, direction?: string, customer?: string, from_date?: string, to_date?: string}} Filters */

/** Only what the address may hold. @returns {Filters} */
export function filtersFrom(params) {
	return namedOnly(NAMES, params);
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Filters} filters
 * @param {string} name of the customer that is asked for; empty for none
 * @param {(filters: Filters) => *} onChange
 * @param {() => *} reload
 */
export function filterBar(host, filters, name, onChange, reload) {
	const change = addingUp(filters, filtersFrom, onChange);
	const isFiltered = NAMES.some((name) => filters[name]);
	return h(
		"div",
		{ class: "wcrm-panel wcrm-stack", role: "search", "aria-label": __("Filters") },
		stateChips(filters.state ?? "", (state) => change({ state })),
		!filters.customer && customerChoice(host, (customer) => change({ customer })),
		h(
			"div",
			{ class: "wcrm-filters" },
			choice("channel", __("Channel"), filters.channel, channelChoices(), change),
			choice("direction", __("Direction"), filters.direction, directionChoices(), change),
			dayField(host, "from_date", __("From"), filters.from_date, change),
			dayField(host, "to_date", __("To"), filters.to_date, change),
			h("div", { class: "wcrm-row wcrm-filter-actions" }, actions(name, isFiltered, change, reload)),
		),
	);
}

function customerChoice(host, onChoose) {
	return customerPicker(host, (hit) => onChoose(hit.customer)).element;
}

function actions(name, isFiltered, change, reload) {
	const clear = () => change(Object.fromEntries(NAMES.map((name) => [name, ""])));
	return [
		name && h("span", { class: "wcrm-hint" }, __("Messages of"), " ", bdi(name)),
		isFiltered && clearButton(clear),
		button(__("Refresh"), { icon: "refresh", small: true, onClick: reload }),
	];
}

function stateChips(value, onChange) {
	const options = [
		{ value: "", label: __("All") },
		{ value: "outbox", label: __("Outbox") },
		{ value: "waiting", label: __("Waiting") },
		{ value: "sent", label: __("Sent") },
		{ value: "trouble", label: __("Needs a look") },
		{ value: "withdrawn", label: __("Withdrawn") },
	];
	return filterChips({ label: __("State"), options, value, onChange });
}

function channelChoices() {
	return CHANNELS.map((value) => ({ value, label: channelLabel(value) }));
}

function directionChoices() {
	return [
		{ value: "Outgoing", label: __("To customers") },
		{ value: "Incoming", label: __("From customers") },
	];
}

function choice(name, label, value, choices, change) {
	return choiceField(name, label, value, [{ value: "", label: __("All") }, ...choices], change);
}
