/** When customers come: visits by weekday and hour. */

import { h } from "../../ui/dom.js";
import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { heatCell } from "./heat_cell.js";
import { heatTable } from "./heat_table.js";
import { panelButtons } from "./table_actions.js";

export function heatmapPanel(host, data, filters, openList) {
	const { heatmap } = data;
	const most = Math.max(0, ...heatmap.counts.flat());
	return panel(
		{
			title: __("When customers come"),
			name: "heatmap",
			note: __("Visits by weekday and hour"),
			actions: panelButtons(host, "heatmap", filters),
		},
		most
			? grid(host, heatmap, most, openList)
			: emptyState("clock", __("No visit with a known hour in this selection")),
	);
}

function grid(host, heatmap, most, openList) {
	const { hour, weekday } = host.format;
	const row = (day, place) =>
		h(
			"tr",
			{},
			h("th", { scope: "row" }, weekday(day)),
			heatmap.hours.map((time, index) =>
				cell(host, day, time, heatmap.counts[place][index], most, openList),
			),
		);
	const heads = heatmap.hours.map((time) => h("th", { scope: "col" }, hour(time)));
	return heatTable({
		label: __("When customers come"),
		caption: __("Visits by weekday and hour"),
		kind: "wcrm-hours",
		heads: [h("td", {}), ...heads],
		rows: heatmap.weekdays.map(row),
	});
}

function cell(host, day, time, count, most, openList) {
	const { hour, number, weekday } = host.format;
	const title = __("{0}, {1}:00, visits: {2}", [weekday(day), hour(time), number(count)]);
	const onOpen = () => openList(title, "visits", { cell: `heatmap/${day}/${time}` });
	return heatCell(
		count / most,
		{ title, onOpen: count ? onOpen : undefined },
		count ? number(count) : h("span", { class: "wcrm-heat-zero" }, number(0)),
	);
}
