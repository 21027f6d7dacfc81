/** How often each reward is used, and what it gives. */

import { bdi } from "../../../ui/dom.js";
import { serviceLabel } from "../../../ui/labels.js";
import { emptyState } from "../../../ui/states.js";
import { table } from "../../../ui/table.js";
import { figurePanel, numberCell } from "./figure_table.js";
import { redemptionStateLabel } from "./figure_words.js";

const STATES = ["Reserved", "Applied", "Used", "Cancelled", "Expired"];

/** @param {import("../../../host/types.js").Host} host @param {Object} figures of loyalty.figures */
export function rewardUsesPanel(host, figures, filters) {
	const content = figures.rewards.length
		? rewardTable(host, figures.rewards, filters)
		: emptyState("loyalty", __("No rewards yet"), __("Add them to the Rewards Catalog."));
	const note = __("Rewards that were taken in this period, by what has become of them");
	return figurePanel(host, filters, { title: __("Rewards by use"), name: "rewards", note }, content);
}

function rewardTable(host, rewards, filters) {
	const { date, money, number, points } = host.format;
	const name = (row) => serviceLabel(host, row.reward, row.reward_ar);
	const linked = (column, label, write) => ({
		label,
		number: true,
		cell: (row) => {
			const cell = { table: "rewards", row: row.reward, column };
			const title = `${name(row)} · ${label}`;
			return numberCell(host, filters, cell, write(row[column]), row[column] > 0, title);
		},
	});
	return table({
		caption: __("Rewards by use"),
		rows: rewards,
		rowData: (row) => ({ reward: row.reward }),
		columns: [
			{ label: __("Reward"), head: true, cell: (row) => bdi(name(row)) },
			linked("taken", __("Taken"), number),
			...STATES.map((state) => linked(state.toLowerCase(), redemptionStateLabel(state), number)),
			linked("points", __("Points spent"), points),
			linked("money", __("Money given"), money),
			{ label: __("Last used"), cell: (row) => date(row.last_used) || "–" },
		],
	});
}
