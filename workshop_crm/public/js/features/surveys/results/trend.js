/** Satisfied customers week by week, with the band in which they stay by chance, and alarms. */

import { h } from "../../../ui/dom.js";
import { panel } from "../../../ui/panel.js";
import { emptyState } from "../../../ui/states.js";
import { table } from "../../../ui/table.js";
import { resultButtons } from "./export_buttons.js";
import { trendChart } from "./trend_chart.js";

/** @param {import("../../../host/types.js").Host} host @param {Object} trend of surveys.results */
export function trendPanel(host, trend, filters) {
	const weeks = trend.weeks.map((week, place) => ({
		week,
		n: trend.n[place],
		share: trend.share[place],
		smoothed: trend.smoothed[place],
		low: trend.low[place],
		high: trend.high[place],
		alarm: trend.alarm[place],
	}));
	const content = weeks.some(({ share }) => share !== null)
		? [
				trendChart(host, weeks),
				legend(),
				alarms(host, weeks),
				tested(host, trend.mann_kendall),
				figures(host, weeks),
			]
		: emptyState("dashboard", __("No trend yet"), __("It appears with the first ratings."));
	return panel(
		{
			title: __("Satisfied customers by week"),
			name: "survey_trend",
			note: __("The smoothed line against the band that chance allows"),
			actions: resultButtons(host, "trend", filters),
		},
		content,
	);
}

function legend() {
	const one = (name, text) => h("span", { class: `wcrm-key wcrm-key-${name}` }, text);
	return h(
		"p",
		{ class: "wcrm-hint wcrm-legend" },
		one("share", __("Week")),
		one("smoothed", __("Smoothed")),
		one("band", __("By chance")),
		one("alarm", __("Alarm")),
	);
}

/** The first week of each stretch of alarms. */
function alarms(host, weeks) {
	const starts = weeks.filter(({ alarm }, place) => alarm && weeks[place - 1]?.alarm !== alarm);
	if (!starts.length) return h("p", { data: { alarms: "0" } }, __("No alarm: the line stays in its band."));
	return h(
		"ul",
		{ class: "wcrm-alarms", data: { alarms: String(starts.length) } },
		starts.map(({ week, alarm }) => {
			const since = host.format.date(week);
			return h(
				"li",
				{ data: { alarm } },
				alarm === "low"
					? __("Lower than usual since the week of {0}. Read the answers of these weeks.", [since])
					: __("Higher than usual since the week of {0}.", [since]),
			);
		}),
	);
}

function tested(host, found) {
	if (!found) return h("p", { class: "wcrm-hint" }, __("Too few weeks to say whether there is a trend."));
	const { number } = host.format;
	const p = number(found.p, 3);
	const change = number(Math.abs(100 * found.slope), 2);
	const words = {
		up: __("It rises by {0} points a week (Mann-Kendall, p = {1}).", [change, p]),
		down: __("It falls by {0} points a week (Mann-Kendall, p = {1}).", [change, p]),
		none: __("No lasting trend can be seen (Mann-Kendall, p = {0}).", [p]),
	};
	return h("p", { class: "wcrm-hint", data: { trend: found.direction } }, words[found.direction]);
}

function figures(host, weeks) {
	const { date, number, percent } = host.format;
	const share = (name) => (week) => (week[name] === null ? "–" : percent(week[name]));
	return h(
		"details",
		{ class: "wcrm-details" },
		h("summary", {}, __("Show as a table")),
		table({
			caption: __("Satisfied customers by week"),
			rows: weeks,
			columns: [
				{ label: __("Week from"), head: true, cell: ({ week }) => date(week) },
				{ label: __("Ratings"), number: true, cell: ({ n }) => number(n) },
				{ label: __("Satisfied customers"), number: true, cell: share("share") },
				{ label: __("Smoothed"), number: true, cell: share("smoothed") },
				{ label: __("Band from"), number: true, cell: share("low") },
				{ label: __("Band to"), number: true, cell: share("high") },
			],
		}),
	);
}
