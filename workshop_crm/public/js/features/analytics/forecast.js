/** How good the forecast was: fitted to the past of a day, compared with what came after. */

import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { table } from "../../ui/table.js";
import { panelButtons } from "./table_actions.js";

export function forecastPanel(host, data, filters) {
	const rows = data.forecast;
	return panel(
		{
			title: __("How good the forecast was"),
			name: "forecast",
			note: __("Visits of all customers as they were expected on a past day, and as they came"),
			actions: rows.length ? panelButtons(host, "forecast", filters) : [],
		},
		rows.length
			? testTable(host, rows)
			: emptyState("clock", __("Not known yet"), __("It takes some months of visits, and a night.")),
	);
}

function testTable(host, rows) {
	const { date, number, percent } = host.format;
	return table({
		caption: __("How good the forecast was"),
		rows,
		rowData: (row) => ({ split: row.split }),
		stacks: true,
		columns: [
			{ label: __("Days"), head: true, cell: (row) => `${date(row.split)} – ${date(row.until)}` },
			{ label: __("Expected"), number: true, cell: (row) => number(Math.round(row.expected)) },
			{ label: __("Actual"), number: true, cell: (row) => number(row.actual) },
			{ label: __("Error"), number: true, cell: (row) => errorText(percent, row.error) },
			{
				label: __("Right order of two customers"),
				number: true,
				cell: (row) => (row.auc === null ? "–" : percent(row.auc)),
			},
		],
	});
}

function errorText(percent, error) {
	const size = percent(Math.abs(error));
	return error < 0 ? __("{0} too low", [size]) : __("{0} too high", [size]);
}
