/** After how many days customers have come again: a line for all visits, a table for each service. */

import { bdi } from "../../ui/dom.js";
import { serviceLabel } from "../../ui/labels.js";
import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { table } from "../../ui/table.js";
import { panelButtons } from "./table_actions.js";

const MIN_VISITS = 30;
const SHOWN = [30, 90, 180, 365];

export function returnCurvesPanel(host, data, filters) {
	const { curves } = data.return_curves;
	return panel(
		{
			title: __("How soon customers come again"),
			name: "return_curves",
			note: __(
				"Share of visits followed by another within so many days, with its 95% range; a recent visit counts for the days that have passed since",
			),
			actions: panelButtons(host, "return_curves", filters),
		},
		curves.length
			? curveTable(host, data.return_curves)
			: emptyState("refresh", __("No visits in this selection")),
	);
}

function curveTable(host, found) {
	const { days: written, number } = host.format;
	return table({
		caption: __("How soon customers come again"),
		rows: found.curves,
		rowData: (row) => ({ after: row.service_type ?? "" }),
		stacks: true,
		columns: [
			{ label: __("After"), head: true, cell: (row) => bdi(nameOf(host, row)) },
			{ label: __("Visits"), number: true, cell: (row) => number(row.visits) },
			...SHOWN.map((days) => ({
				label: __("Within {0}", [written(days)]),
				number: true,
				cell: (row) => shareText(host, row, found.days.indexOf(days)),
			})),
			{
				label: __("Median days"),
				number: true,
				cell: (row) => (row.median_days === null ? "–" : number(row.median_days)),
			},
		],
	});
}

/** With few visits the range says more than the share. */
function shareText(host, row, place) {
	const { percent } = host.format;
	const range = `${percent(row.low[place])} – ${percent(row.high[place])}`;
	return row.visits < MIN_VISITS ? range : `${percent(row.shares[place])} (${range})`;
}

function nameOf(host, row) {
	return row.service_type ? serviceLabel(host, row.service_type, row.name_ar) : __("Any service");
}
