/** How the customers' expected value moved, month by month. */

import { button } from "../../ui/button.js";
import { aheadOf } from "../../ui/labels.js";
import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { chartWithTable } from "./chart.js";
import { panelButtons } from "./table_actions.js";

export function trendPanel(host, data, filters, openList) {
	const { clv_trend: trend } = data;
	const { format } = host;
	const open = button(__("Customers"), {
		kind: "quiet",
		icon: "open",
		small: true,
		onClick: () => openList(__("Customers by expected value"), "clv"),
	});
	const chart = () =>
		chartWithTable(host, {
			name: "clv_trend",
			title: __("Expected value per customer"),
			labelHead: __("Month"),
			labels: trend.labels.map((month) => format.month(month)),
			series: [{ name: __("Average per customer"), values: trend.average, chartType: "line" }],
			write: (value) => format.money(value, { rounded: true }),
			options: {
				type: "line",
				lineOptions: { regionFill: 1, hideDots: trend.labels.length > 1 ? 1 : 0 },
			},
		});
	return panel(
		{
			title: __("Expected value per customer"),
			name: "clv_trend",
			note: __("What a customer is expected to spend in the next {0}", [aheadOf(host)]),
			actions: [open, ...panelButtons(host, "clv_trend", filters)],
		},
		trend.labels.length
			? chart()
			: emptyState("dashboard", __("No trend yet"), __("It appears after the first month.")),
	);
}
