/** Who is worth keeping: customers, revenue and expected value by segment. */

import { barCell } from "../../ui/bar_cell.js";
import { h } from "../../ui/dom.js";
import { segmentLabel } from "../../ui/labels.js";
import { panel } from "../../ui/panel.js";
import { table } from "../../ui/table.js";
import { panelButtons } from "./table_actions.js";

export function segmentsPanel(host, data, filters, openList) {
	const { number, money } = host.format;
	const most = Math.max(1, ...data.segments.map((row) => row.customers));
	const open = (row) => openList(segmentLabel(row.segment), "clv", { segment: row.segment });
	const content = table({
		caption: __("Segments"),
		rows: data.segments,
		rowData: (row) => ({ segment: row.segment }),
		columns: [
			{
				label: __("Segment"),
				head: true,
				cell: (row) =>
					h(
						"button",
						{ type: "button", class: "wcrm-link-button", on: { click: () => open(row) } },
						segmentLabel(row.segment),
					),
			},
			{ label: __("Customers"), cell: (row) => barCell(number(row.customers), row.customers / most) },
			{ label: __("Revenue"), number: true, cell: (row) => money(row.revenue, { rounded: true }) },
			{ label: __("Expected value"), number: true, cell: (row) => money(row.clv, { rounded: true }) },
		],
	});
	return panel(
		{
			title: __("Segments"),
			name: "segments",
			note: __("By the time since the last visit"),
			actions: panelButtons(host, "segments", filters),
		},
		content,
	);
}
