/** Which service is in demand when: visits by service and month. Months run left to right. */

import { bdi, h } from "../../ui/dom.js";
import { serviceLabel } from "../../ui/labels.js";
import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { heatCell } from "./heat_cell.js";
import { panelButtons } from "./table_actions.js";

export function serviceMonthsPanel(host, data, filters, openList) {
	const { rows } = data.service_months;
	return panel(
		{
			title: __("Services by month"),
			name: "service_months",
			note: __("Visits in the last twelve months"),
			actions: panelButtons(host, "service_months", filters),
		},
		rows.length
			? grid(host, data.service_months, openList)
			: emptyState("car", __("No visits in this selection")),
	);
}

function grid(host, found, openList) {
	const { month } = host.format;
	return h(
		"div",
		{
			class: "wcrm-table-scroll wcrm-heat-scroll",
			dir: "ltr",
			tabindex: "0",
			role: "region",
			"aria-label": __("Services by month"),
		},
		h(
			"table",
			{ class: "wcrm-heat wcrm-cohorts" },
			h("caption", { class: "wcrm-visually-hidden" }, __("Services by month")),
			h(
				"thead",
				{},
				h(
					"tr",
					{},
					h("td", {}),
					found.months.map((label) => h("th", { scope: "col" }, month(label))),
				),
			),
			h(
				"tbody",
				{},
				found.rows.map((row) => serviceRow(host, found.months, row, openList)),
			),
		),
	);
}

function serviceRow(host, months, row, openList) {
	const most = Math.max(...row.counts);
	const name = serviceLabel(host, row.service_type, row.name_ar);
	const cell = (count, place) =>
		monthCell(host, { name, row, count, month: months[place], most }, openList);
	return h(
		"tr",
		{ data: { serviceType: row.service_type } },
		h("th", { scope: "row" }, bdi(name)),
		row.counts.map(cell),
	);
}

function monthCell(host, { name, row, count, month, most }, openList) {
	const { number } = host.format;
	const title = __("{0}, {1}, visits: {2}", [name, host.format.month(month), number(count)]);
	const onOpen = () => openList(title, "visits", { cell: `service_months/${month}/${row.service_type}` });
	return heatCell(
		most ? count / most : 0,
		{ title, onOpen: count ? onOpen : undefined },
		count ? number(count) : h("span", { class: "wcrm-heat-zero" }, number(0)),
	);
}
