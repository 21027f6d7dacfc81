/** From the invitation to the answer: how many customers got how far. */

import { barCell } from "../../ui/bar_cell.js";
import { screenLink } from "../../ui/button.js";
import { h } from "../../ui/dom.js";
import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { table } from "../../ui/table.js";
import { panelButtons } from "./table_actions.js";

export function funnelPanel(host, data, filters, openList) {
	const rows = data.funnel;
	const period = { from_date: filters.from_date, to_date: filters.to_date };
	const results = screenLink(
		host,
		"surveys",
		period,
		{ class: "wcrm-button wcrm-button-quiet wcrm-button-small" },
		__("Survey results"),
	);
	return panel(
		{
			title: __("From the invitation to the answer"),
			name: "funnel",
			note: __("Who opened or answered has got the message too, whatever is known of its delivery"),
			actions: [results, ...panelButtons(host, "funnel", filters)],
		},
		rows[0].invitations
			? stepTable(host, rows, openList)
			: emptyState("send", __("Nobody was asked"), __("Choose a longer period.")),
	);
}

function stepTable(host, rows, openList) {
	const { number, percent } = host.format;
	return table({
		caption: __("From the invitation to the answer"),
		rows,
		rowData: (row) => ({ step: row.step }),
		columns: [
			{ label: __("Step"), head: true, cell: (row) => stepLabel(row.step) },
			{ label: __("Customers"), number: true, cell: (row) => customersButton(host, row, openList) },
			{ label: __("Invitations"), number: true, cell: (row) => number(row.invitations) },
			{ label: __("Of those asked"), cell: (row) => barCell(percent(row.share), row.share) },
		],
	});
}

function customersButton(host, row, openList) {
	const count = host.format.number(row.customers);
	if (!row.customers) return count;
	const title = `${stepLabel(row.step)} · ${__("Customers")}: ${count}`;
	const open = () => openList(title, "last_visit", { cell: `funnel/${row.step}` });
	return h(
		"button",
		{ type: "button", class: "wcrm-link-button", "aria-label": title, on: { click: open } },
		count,
	);
}

function stepLabel(step) {
	const labels = {
		asked: __("Asked"),
		delivered: __("Delivered"),
		opened: __("Opened"),
		answered: __("Answered"),
	};
	return labels[step] ?? step;
}
