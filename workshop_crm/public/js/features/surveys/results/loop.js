/** How quickly unhappy customers are called, and how many are won back. */

import { screenLink } from "../../../ui/button.js";
import { h } from "../../../ui/dom.js";
import { intervalBar, shareText } from "../../../ui/interval.js";
import { facts, panel } from "../../../ui/panel.js";
import { asShare } from "./measures.js";

/** @param {import("../../../host/types.js").Host} host @param {Object} loop of surveys.results */
export function loopPanel(host, loop) {
	const open = screenLink(
		host,
		"follow_ups",
		{},
		{ class: "wcrm-button wcrm-button-quiet wcrm-button-small" },
		__("Open follow-ups"),
	);
	const { number } = host.format;
	const recovery = asShare(loop.recovery);
	return panel(
		{ title: __("Follow-ups"), name: "loop", actions: [open] },
		ages(host, loop),
		facts([
			[__("Late"), loop.late ? h("strong", { class: "wcrm-bad" }, number(loop.late)) : number(0)],
			[__("Until the first contact"), hours(host, loop.hours_to_contact)],
			[__("Until closed"), hours(host, loop.hours_to_close)],
			[__("Closed"), number(loop.closed)],
			[__("Won back"), loop.closed ? h("strong", {}, shareText(host, recovery)) : "–"],
		]),
		loop.closed > 0 && intervalBar(host, recovery),
	);
}

function hours(host, value) {
	return value === null ? "–" : __("{0} (median)", [host.format.hours(value)]);
}

function ages(host, loop) {
	const { days: written, number } = host.format;
	const most = Math.max(...loop.ages.map(({ count }) => count), 1);
	return h(
		"div",
		{ class: "wcrm-ages" },
		h("p", { class: "wcrm-hint" }, __("Open, by age: {0}", [number(loop.open)])),
		loop.ages.map(({ up_to_days: days, count }) =>
			h(
				"div",
				{ class: "wcrm-age", data: { age: days ?? "older" } },
				h("span", {}, ageLabel(days, written)),
				h("i", { style: { "--part": count / most }, "aria-hidden": "true" }),
				h("strong", {}, number(count)),
			),
		),
	);
}

function ageLabel(days, written) {
	return days === null ? __("Older") : __("Up to {0}", [written(days)]);
}
