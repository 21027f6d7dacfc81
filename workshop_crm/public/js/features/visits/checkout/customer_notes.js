/** What to know of the customer before the car is touched: open complaints, and how they like it. */

import { screenLink } from "../../../ui/button.js";
import { bdi, h } from "../../../ui/dom.js";
import { icon } from "../../../ui/icons.js";
import { facts } from "../../../ui/panel.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} customer the profile
 * @returns {?HTMLElement}
 */
export function customerNotes(host, customer) {
	const { open_follow_ups: complaints } = customer.satisfaction;
	const { lines } = customer.preferences;
	if (!complaints.length && !lines.length) return null;
	return h(
		"div",
		{ class: "wcrm-stack wcrm-customer-notes", data: { part: "notes" } },
		complaints.map((one) => complaint(host, one)),
		lines.length > 0 &&
			facts(lines.map((line) => [line.label, bdi(preferenceText(host, customer, line))])),
	);
}

function complaint(host, { follow_up: name, title, opened_on: day }) {
	const text = h(
		"span",
		{ class: "wcrm-grow" },
		h("strong", {}, __("Open complaint")),
		" ",
		bdi(title),
		" · ",
		host.format.date(day),
	);
	const link = screenLink(host, "follow_ups", {}, {}, __("Follow-ups"));
	return h("p", { class: "wcrm-complaint", data: { followUp: name } }, icon("warning"), text, link);
}

/** Money is written as everywhere else on the screen. */
function preferenceText(host, { preferences }, { key, text }) {
	if (key !== "approval_limit") return text;
	return host.format.money(preferences.values[key], { rounded: true });
}
