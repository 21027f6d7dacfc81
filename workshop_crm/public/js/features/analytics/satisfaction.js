/** How many customers gave which rating. */

import { screenLink } from "../../ui/button.js";
import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { chartWithTable } from "./chart.js";
import { panelButtons } from "./table_actions.js";

export function satisfactionChart(host, data, filters) {
	const { labels, counts } = data.satisfaction;
	const { format } = host;
	const isEmpty = counts.every((count) => count === 0);
	const chart = () =>
		chartWithTable(host, {
			name: "satisfaction",
			title: __("Ratings"),
			labelHead: __("Rating"),
			labels: labels.map((label) => `${format.number(Number(label))} ★`),
			series: [{ name: __("Answers"), values: counts, chartType: "bar" }],
			write: (value) => format.number(value),
			options: {
				type: "bar",
				barOptions: { spaceRatio: 0.5 },
				axisOptions: { xAxisMode: "tick", yAxisMode: "span", shortenYAxisNumbers: 1 },
			},
		});
	const answers = screenLink(
		host,
		"follow_ups",
		{},
		{ class: "wcrm-button wcrm-button-quiet wcrm-button-small" },
		__("Answers"),
	);
	return panel(
		{
			title: __("Ratings"),
			name: "satisfaction",
			actions: [answers, ...panelButtons(host, "satisfaction", filters)],
		},
		isEmpty
			? emptyState("chat", __("No answers yet"), __("Answers appear here as customers send them."))
			: chart(),
	);
}
