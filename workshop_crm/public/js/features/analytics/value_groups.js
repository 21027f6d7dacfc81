/** How the expected value is spread over the customers: ten groups of equal size. */

import { barCell } from "../../ui/bar_cell.js";
import { h } from "../../ui/dom.js";
import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { table } from "../../ui/table.js";
import { panelButtons } from "./table_actions.js";

export function valueGroupsPanel(host, data, filters, openList) {
	const rows = data.value_groups;
	return panel(
		{
			title: __("Who the expected value comes from"),
			name: "value_groups",
			note: __("Customers in ten groups of equal size, the most valuable first"),
			actions: panelButtons(host, "value_groups", filters),
		},
		rows.length
			? groupTable(host, rows, openList)
			: emptyState("profile", __("No customers in this selection")),
	);
}

function groupTable(host, rows, openList) {
	const { number, money, percent } = host.format;
	const rounded = (value) => money(value, { rounded: true });
	const largest = Math.max(...rows.map((row) => row.share), 0.0001);
	return table({
		caption: __("Who the expected value comes from"),
		rows,
		rowData: (row) => ({ group: row.group }),
		stacks: true,
		columns: [
			{ label: __("Tenth"), head: true, cell: (row) => groupButton(host, row, openList) },
			{ label: __("Customers"), number: true, cell: (row) => number(row.customers) },
			{ label: __("Share of all"), cell: (row) => barCell(percent(row.share), row.share / largest) },
			{ label: __("Expected value"), number: true, cell: (row) => rounded(row.total) },
			{
				label: __("Each"),
				number: true,
				cell: (row) => `${rounded(row.lowest)} – ${rounded(row.highest)}`,
			},
		],
	});
}

function groupButton(host, row, openList) {
	const label = host.format.number(row.group);
	const title = __("Tenth {0} of the customers by expected value", [label]);
	const open = () => openList(title, "clv", { cell: `value_groups/${row.group}` });
	return h(
		"button",
		{ type: "button", class: "wcrm-link-button", "aria-label": title, on: { click: open } },
		label,
	);
}
