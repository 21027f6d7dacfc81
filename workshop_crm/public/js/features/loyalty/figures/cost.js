/** What the program gave away, for each visit of a member after the first. */

import { h } from "../../../ui/dom.js";
import { facts } from "../../../ui/panel.js";
import { figurePanel, numberCell } from "./figure_table.js";

/** @param {import("../../../host/types.js").Host} host @param {Object} figures of loyalty.figures */
export function costPanel(host, figures, filters) {
	const { cost } = figures;
	const { money } = host.format;
	return figurePanel(
		host,
		filters,
		{ title: __("Cost of a repeat visit"), name: "cost" },
		facts([
			...given(host, cost, filters),
			[__("Cost"), h("strong", {}, money(cost.cost))],
			repeatVisits(host, cost, filters),
			[
				__("Cost of a repeat visit"),
				cost.each === null ? "–" : h("strong", { data: { cost: "each" } }, money(cost.each)),
			],
		]),
		h(
			"p",
			{ class: "wcrm-hint" },
			__(
				"Cost / visits of members beyond the first of each in this period. Many of these visits would have come anyway: one that comes because of the program costs more.",
			),
		),
	);
}

/** Points and rewards, each with the rows behind it. */
function given(host, cost, filters) {
	const { money, points } = host.format;
	const linked = (column, text, value, title) => [
		title,
		numberCell(host, filters, { table: "cost", column }, text, value !== 0, title),
	];
	const worth = (pair, amount) => [pair[0], [pair[1], ` = ${money(amount)}`]];
	return [
		worth(
			linked("points", points(cost.points), cost.points, __("Points that paid invoices")),
			cost.points_worth,
		),
		linked("rewards", money(cost.rewards), cost.rewards, __("Rewards taken off invoices")),
		worth(
			linked(
				"handed_over",
				points(cost.handed_over),
				cost.handed_over,
				__("Points of gifts and vouchers"),
			),
			cost.handed_over_worth,
		),
	];
}

function repeatVisits(host, cost, filters) {
	const cell = { table: "cost", column: "visits" };
	const text = host.format.number(cost.repeat_visits);
	return [
		__("Repeat visits"),
		numberCell(host, filters, cell, text, cost.repeat_visits > 0, __("Repeat visits")),
	];
}
