/** What a figure was in as many days right before. */

import { h } from "../../ui/dom.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} cards answer of analytics.dashboard; its `before` is there when a first day is chosen
 * @param {string} name of the figure
 * @param {(value: number) => string} write
 */
export function changeNote(host, cards, name, write) {
	const { before } = cards;
	if (!before || before[name] === null || cards[name] === null) return null;
	const { date, percent } = host.format;
	const title = __("{0} to {1}", [date(before.from_date), date(before.to_date)]);
	const change = before[name] ? (cards[name] - before[name]) / before[name] : null;
	return h(
		"span",
		{ class: "wcrm-change", title, data: { change: name } },
		change === null || name === "response_rate" ? null : [h("bdi", {}, signed(percent, change)), " · "],
		__("before: {0}", [write(before[name])]),
	);
}

function signed(percent, change) {
	return `${change > 0 ? "+" : change < 0 ? "−" : ""}${percent(Math.abs(change))}`;
}
