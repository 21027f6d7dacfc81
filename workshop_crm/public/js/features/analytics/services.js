/** What is done how often, and how long until a customer comes for it again. */

import { barCell } from "../../ui/bar_cell.js";
import { bdi, h } from "../../ui/dom.js";
import { serviceLabel } from "../../ui/labels.js";
import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { table } from "../../ui/table.js";
import { panelButtons } from "./table_actions.js";

export function servicesPanel(host, data, filters, openList) {
	const rows = data.service_frequency;
	const open = (row) => openList(nameOf(host, row), "last_visit", { service_type: row.service_type });
	return panel(
		{
			title: __("Services"),
			name: "service_frequency",
			note: __("Days between: the median for one customer"),
			actions: panelButtons(host, "service_frequency", filters),
		},
		rows.length ? servicesTable(host, rows, open) : emptyState("car", __("No visits in this selection")),
	);
}

function servicesTable(host, rows, open) {
	const { number, money } = host.format;
	const most = Math.max(1, ...rows.map((row) => row.visits));
	return table({
		caption: __("Services"),
		rows,
		rowData: (row) => ({ serviceType: row.service_type }),
		columns: [
			{
				label: __("Service"),
				head: true,
				cell: (row) => serviceButton(nameOf(host, row), () => open(row)),
			},
			{ label: __("Visits"), cell: (row) => barCell(number(row.visits), row.visits / most) },
			{ label: __("Revenue"), number: true, cell: (row) => money(row.revenue, { rounded: true }) },
			{
				label: __("Days between"),
				number: true,
				cell: (row) => (row.median_days_between === null ? "–" : number(row.median_days_between)),
			},
		],
	});
}

function serviceButton(name, open) {
	return h(
		"button",
		{ type: "button", class: "wcrm-link-button", translate: "no", on: { click: open } },
		bdi(name),
	);
}

function nameOf(host, row) {
	return serviceLabel(host, row.service_type, row.name_ar);
}
