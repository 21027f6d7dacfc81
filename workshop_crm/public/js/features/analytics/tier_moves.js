/** Who moved from which tier of the loyalty program to which, month by month. */

import { tierLabel } from "../../ui/labels.js";
import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { monthGrid } from "./month_grid.js";
import { panelButtons } from "./table_actions.js";

/** Nothing in a workshop without tiers. */
export function tierMovesPanel(host, data, filters, openList) {
	const { months, rows } = data.tier_moves;
	if (!rows.length && !data.options.tiers.length) return [];
	const open = (title, cell) => openList(title, "last_visit", { cell });
	return panel(
		{
			title: __("Moves between tiers"),
			name: "tier_moves",
			note: __(
				"Customers who moved in the month. Service, branch and make choose customers with such a visit up to the last day",
			),
			actions: panelButtons(host, "tier_moves", filters),
		},
		rows.length
			? monthGrid(host, __("Moves between tiers"), months, rows.map(rowOf(host)), open)
			: emptyState("swap", __("Nobody moved to another tier in this period")),
	);
}

function rowOf(host) {
	return (row) => {
		const name = moveLabel(host, row);
		return {
			name,
			data: { move: row.name },
			counts: row.counts,
			cell: (month) => `tier_moves/${month}/${row.name}`,
			words: (month, count) => __("{0}, {1}, customers: {2}", [name, month, count]),
		};
	};
}

function moveLabel(host, row) {
	const to = tierLabel(host, row.to_tier, row.to_tier_ar);
	if (!row.from_tier) return __("New in {0}", [to]);
	return __("{0} to {1}", [tierLabel(host, row.from_tier, row.from_tier_ar), to]);
}
