/** One customer of the list: who, what speaks for a call, and how to reach them. */

import { screenLink } from "../../../ui/button.js";
import { bdi, h } from "../../../ui/dom.js";
import { segmentLabel, segmentTone } from "../../../ui/labels.js";
import { badge } from "../../../ui/panel.js";
import { nameOf, phoneLink, reachLinks } from "../../../ui/person.js";

/** @param {import("../../../host/types.js").Host} host @param {Object} row of customers.listed @returns {Node[]} */
export function listRow(host, row) {
	const link = { class: "wcrm-link wcrm-strong" };
	return [
		h(
			"div",
			{ class: "wcrm-grow wcrm-due-about" },
			h(
				"div",
				{ class: "wcrm-row" },
				screenLink(host, "profile", { customer: row.customer }, link, bdi(nameOf(host, row))),
				row.segment && badge(segmentLabel(row.segment), segmentTone(row.segment)),
				row.complaints > 0 &&
					badge(__("Open complaints: {0}", [host.format.number(row.complaints)]), "bad"),
			),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				beside(host, row).map((part) => h("span", {}, part)),
			),
		),
		h("div", { class: "wcrm-row wcrm-call-steps" }, reachLinks(row.phone)),
	];
}

function beside(host, row) {
	const { date } = host.format;
	return [
		row.phone ? phoneLink(row.phone) : __("No phone"),
		row.tier && bdi(row.tier),
		row.last_visit && __("Last visit: {0}", [date(row.last_visit)]),
		row.due_on && [bdi(row.service), " · ", __("Due on {0}", [date(row.due_on)])],
	].filter(Boolean);
}
