/** What each earning rule has given. */

import { bdi } from "../../../ui/dom.js";
import { emptyState } from "../../../ui/states.js";
import { table } from "../../../ui/table.js";
import { figurePanel, numberCell } from "./figure_table.js";
import { sourceName } from "./figure_words.js";

/** @param {import("../../../host/types.js").Host} host @param {Object} figures of loyalty.figures */
export function ruleEffectsPanel(host, figures, filters) {
	const content = figures.rules.length
		? rulesTable(host, figures.rules, filters)
		: emptyState("loyalty", __("No points were earned in this period"));
	const note = __("Points as they were awarded, before anything was returned");
	return figurePanel(host, filters, { title: __("Points by rule"), name: "rules", note }, content);
}

function rulesTable(host, rules, filters) {
	const { money, number, points } = host.format;
	const linked = (column, label, write) => ({
		label,
		number: true,
		cell: (row) => {
			const cell = { table: "rules", row: row.key, column };
			return numberCell(host, filters, cell, write(row[column]), row.rows > 0, sourceName(host, row));
		},
	});
	return table({
		caption: __("Points by rule"),
		rows: rules,
		rowData: (row) => ({ rule: row.key }),
		columns: [
			{ label: __("Rule"), head: true, cell: (row) => bdi(sourceName(host, row)) },
			linked("rows", __("Times"), number),
			linked("points", __("Points"), points),
			linked("turnover", __("Turnover of these invoices"), (value) => money(value)),
			{ label: __("Cost if all are redeemed"), number: true, cell: (row) => money(row.cost) },
		],
	});
}
