/** Do customers come back: a triangle of cohorts, one row a month of first visits. */

import { h } from "../../ui/dom.js";
import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { heatCell } from "./heat_cell.js";
import { heatTable } from "./heat_table.js";
import { panelButtons } from "./table_actions.js";

export function retentionPanel(host, data, filters, openList) {
	const { rows } = data.retention;
	return panel(
		{
			title: __("Do customers come back?"),
			name: "retention",
			note: __(
				"Share of the customers of a first month who came in the months after it; grey: the month is not over",
			),
			actions: panelButtons(host, "retention", filters),
		},
		rows.length
			? triangle(host, data.retention, openList)
			: emptyState("refresh", __("No visits in this selection")),
	);
}

function triangle(host, retention, openList) {
	const { number } = host.format;
	const periods = Array.from({ length: retention.periods }, (_, index) => index);
	const head = (label, properties) => h("th", { scope: "col", ...properties }, label);
	const months = periods.map((period) =>
		head(number(period), { title: __("Months later: {0}", [number(period)]) }),
	);
	return heatTable({
		label: __("Do customers come back?"),
		kind: "wcrm-cohorts",
		heads: [head(__("First visit")), head(__("Customers")), ...months],
		rows: retention.rows.map((row) => cohortRow(host, row, periods, openList)),
	});
}

function cohortRow(host, row, periods, openList) {
	const { month, number } = host.format;
	return h(
		"tr",
		{ data: { cohort: row.cohort } },
		h("th", { scope: "row" }, month(row.cohort)),
		h("td", { class: "wcrm-heat-size" }, number(row.size)),
		periods.map((period) =>
			period < row.counts.length
				? cohortCell(host, row, period, openList)
				: h("td", { class: "wcrm-heat-none" }),
		),
	);
}

function cohortCell(host, row, period, openList) {
	const { month, number, percent } = host.format;
	const complete = row.complete[period];
	const words = __("{0} of {1} customers", [number(row.counts[period]), number(row.size)]);
	const title = complete ? words : `${words} · ${__("the month is not over")}`;
	const count = row.counts[period];
	const onOpen = () =>
		openList(`${month(row.cohort)} · ${words}`, "last_visit", {
			cell: `retention/${row.cohort}/${period}`,
		});
	return heatCell(
		row.shares[period],
		{ title, open: !complete, onOpen: count ? onOpen : undefined },
		percent(row.shares[period]),
		h("small", {}, number(count)),
	);
}
