/** The control chart as a picture. The time axis runs left to right in both languages. */

import { h } from "../../../ui/dom.js";
import { svg } from "../../../ui/svg.js";

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 26;
const TOP = 10;

/** @param {import("../../../host/types.js").Host} host @param {Object[]} weeks */
export function trendChart(host, weeks) {
	const { x, y, ticks } = scales(weeks);
	return h(
		"div",
		{ class: "wcrm-trend", dir: "ltr", "aria-hidden": "true", data: { chart: "survey_trend" } },
		svg(
			"svg",
			{ viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "xMidYMid meet" },
			ticks.map((share) => tick(host, share, y)),
			band(weeks, x, y),
			dots(host, weeks, x, y),
			line(weeks, x, y),
			alarmDots(host, weeks, x, y),
			dates(host, weeks, x),
		),
	);
}

function scales(weeks) {
	const known = weeks.flatMap(({ share, smoothed, low, high }) => [share, smoothed, low, high]);
	const lowest = Math.min(...known.filter((value) => value !== null), 0.9);
	const floor = Math.max(Math.floor(lowest * 10 - 0.5) / 10, 0);
	const step = (WIDTH - LEFT - 12) / Math.max(weeks.length - 1, 1);
	const height = HEIGHT - TOP - BOTTOM;
	return {
		x: (place) => LEFT + 6 + place * step,
		y: (share) => TOP + ((1 - share) / (1 - floor)) * height,
		ticks: [floor, (1 + floor) / 2, 1],
	};
}

function tick(host, share, y) {
	return [
		svg("line", { class: "wcrm-trend-grid", x1: LEFT, x2: WIDTH, y1: y(share), y2: y(share) }),
		svg(
			"text",
			{ class: "wcrm-trend-text", x: LEFT - 6, y: y(share) + 4, "text-anchor": "end" },
			host.format.percent(share),
		),
	];
}

function band(weeks, x, y) {
	const known = weeks.map((week, place) => ({ ...week, place })).filter(({ low }) => low !== null);
	if (!known.length) return null;
	const upper = known.map(({ high, place }) => `${x(place)},${y(high)}`);
	const lower = known.map(({ low, place }) => `${x(place)},${y(low)}`).reverse();
	return svg("polygon", { class: "wcrm-trend-band", points: [...upper, ...lower].join(" ") });
}

function line(weeks, x, y) {
	const points = weeks
		.map(({ smoothed }, place) => (smoothed === null ? null : `${x(place)},${y(smoothed)}`))
		.filter(Boolean);
	return svg("polyline", { class: "wcrm-trend-line", points: points.join(" ") });
}

function dots(host, weeks, x, y) {
	return weeks.map(({ share, n, week }, place) =>
		share === null
			? null
			: svg(
					"circle",
					{ class: "wcrm-trend-dot", cx: x(place), cy: y(share), r: 2.5 },
					svg(
						"title",
						{},
						`${host.format.date(week)} · ${host.format.percent(share)} · ${host.format.number(n)}`,
					),
				),
	);
}

function alarmDots(host, weeks, x, y) {
	return weeks.map(({ alarm, smoothed, week }, place) =>
		alarm
			? svg(
					"circle",
					{ class: "wcrm-trend-alarm", cx: x(place), cy: y(smoothed), r: 5 },
					svg("title", {}, host.format.date(week)),
				)
			: null,
	);
}

function dates(host, weeks, x) {
	const last = weeks.length - 1;
	const places = last > 1 ? [0, Math.round(last / 2), last] : [0];
	return places.map((place, index) =>
		svg(
			"text",
			{
				class: "wcrm-trend-text",
				x: x(place),
				y: HEIGHT - 6,
				"text-anchor": ["start", "middle", "end"][index],
			},
			host.format.date(weeks[place].week),
		),
	);
}
