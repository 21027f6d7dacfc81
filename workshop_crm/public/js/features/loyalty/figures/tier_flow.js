/** How many are in each tier, and who moved from which to which, month by month. */

import { bdi } from "../../../ui/dom.js";
import { tierLabel } from "../../../ui/labels.js";
import { emptyState } from "../../../ui/states.js";
import { table } from "../../../ui/table.js";
import { figurePanel, numberCell } from "./figure_table.js";
import { moveReasonLabel } from "./figure_words.js";

/** @param {import("../../../host/types.js").Host} host @param {Object} figures of loyalty.figures */
export function tierSizesPanel(host, figures, filters) {
	const name = (row) => tierLabel(host, row.tier, row.tier_ar);
	const count = (column, label) => ({
		label,
		number: true,
		cell: (row) => {
			const cell = { table: "tiers", row: row.tier, column };
			const text = host.format.number(row[column]);
			return numberCell(host, filters, cell, text, row[column] > 0, `${name(row)} · ${label}`);
		},
	});
	return figurePanel(
		host,
		filters,
		{ title: __("Customers in each tier"), name: "tiers" },
		table({
			caption: __("Customers in each tier"),
			rows: figures.tiers,
			rowData: (row) => ({ tier: row.tier }),
			columns: [
				{ label: __("Tier"), head: true, cell: (row) => bdi(name(row)) },
				count("start", __("At the start")),
				count("end", __("At the end")),
			],
		}),
	);
}

/** @param {import("../../../host/types.js").Host} host @param {Object} figures of loyalty.figures */
export function tierFlowPanel(host, figures, filters) {
	const names = Object.fromEntries(
		figures.tiers.map((row) => [row.tier, tierLabel(host, row.tier, row.tier_ar)]),
	);
	const content = figures.flows.length
		? flowTable(host, figures.flows, names, filters)
		: emptyState("swap", __("Nobody moved to another tier in this period"));
	return figurePanel(host, filters, { title: __("Moves between tiers"), name: "flows" }, content);
}

function flowTable(host, flows, names, filters) {
	const tier = (name) => (name ? bdi(names[name] ?? name) : __("Not a member"));
	const cell = (row) => ({
		table: "flows",
		month: row.month,
		row: row.from_tier,
		column: row.to_tier,
		reason: row.reason,
	});
	return table({
		caption: __("Moves between tiers"),
		rows: flows,
		rowData: (row) => ({ month: row.month, from: row.from_tier, to: row.to_tier }),
		columns: [
			{ label: __("Month"), head: true, cell: (row) => host.format.month(row.month) },
			{ label: __("From Tier"), cell: (row) => tier(row.from_tier) },
			{ label: __("To Tier"), cell: (row) => tier(row.to_tier) },
			{ label: __("Reason"), cell: (row) => moveReasonLabel(row.reason) },
			{
				label: __("Customers"),
				number: true,
				cell: (row) =>
					numberCell(
						host,
						filters,
						cell(row),
						host.format.number(row.count),
						true,
						__("Moves between tiers"),
					),
			},
		],
	});
}
