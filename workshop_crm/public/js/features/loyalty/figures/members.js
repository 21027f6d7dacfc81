/** Members beside other customers, and a word of caution about the comparison. */

import { h } from "../../../ui/dom.js";
import { emptyState } from "../../../ui/states.js";
import { table } from "../../../ui/table.js";
import { figurePanel, numberCell } from "./figure_table.js";
import { groupLabel } from "./figure_words.js";

/** @param {import("../../../host/types.js").Host} host @param {Object} figures of loyalty.figures */
export function membersPanel(host, figures, filters) {
	const { groups, months, index_from: from, index_to: to } = figures.members;
	const { date, months: written } = host.format;
	const hasAny = groups.some((group) => group.customers || group.index);
	return figurePanel(
		host,
		filters,
		{ title: __("Members and other customers"), name: "members" },
		hasAny
			? groupsTable(host, groups, months, filters)
			: emptyState("profile", __("No visits in this period")),
		h(
			"p",
			{ class: "wcrm-hint" },
			__(
				"Customers who join a program come more often anyway: the difference is not what the program brings. A member is a customer who had joined by the first visit that is counted.",
			),
		),
		h(
			"p",
			{ class: "wcrm-hint" },
			__(
				"Came again: of the customers with a visit from {0} to {1}, those who came on a later day within {2}.",
				[date(from), date(to), written(months)],
			),
		),
	);
}

function groupsTable(host, groups, months, filters) {
	const { money, number } = host.format;
	const count = (column, label, write = number) => ({
		label,
		number: true,
		cell: (row) => {
			const cell = { table: "members", row: row.group, column };
			const title = `${label} · ${groupLabel(row.group)}`;
			return numberCell(host, filters, cell, write(row[column]), row.customers > 0, title);
		},
	});
	const amount = (column, label) => ({
		label,
		number: true,
		cell: (row) => (row[column] === null ? "–" : money(row[column])),
	});
	return table({
		caption: __("Members and other customers"),
		rows: groups,
		rowData: (row) => ({ group: row.group }),
		columns: [
			{ label: __("Customers"), head: true, cell: (row) => groupLabel(row.group) },
			count("customers", __("Number")),
			count("visits", __("Visits")),
			{
				label: __("Visits of each"),
				number: true,
				cell: (row) => (row.visits_each === null ? "–" : number(row.visits_each, 2)),
			},
			count("invoices", __("Invoices")),
			amount("average_invoice", __("Average invoice")),
			count("spend", __("Spending"), (value) => money(value)),
			amount("spend_each", __("Spending of each")),
			{
				label: __("Came again within {0}", [host.format.months(months)]),
				cell: (row) => cameAgain(host, row, filters),
			},
		],
	});
}

function cameAgain(host, row, filters) {
	if (!row.index) return "–";
	const { number, percent } = host.format;
	const linked = (column, title) => {
		const cell = { table: "members", row: row.group, column };
		return numberCell(host, filters, cell, number(row[column]), row[column] > 0, title);
	};
	const { value, low, high } = row.share;
	return h(
		"div",
		{},
		h("strong", {}, percent(value)),
		" (",
		linked("again", __("Came again")),
		" / ",
		linked("index", __("Could come again")),
		")",
		h("div", { class: "wcrm-hint" }, __("Between {0} and {1} (95%)", [percent(low), percent(high)])),
	);
}
