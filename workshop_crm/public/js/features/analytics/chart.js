/** Frappe Charts with the reader's digits. The time axis runs left to right in both languages. */

import { h } from "../../ui/dom.js";
import { table } from "../../ui/table.js";

/**
 * A chart and, folded away, the same figures as a table.
 *
 * @param {{name: string, title: string, labels: string[], series: Array<{name: string, values: number[], chartType?: string}>,
 *   write: (value: number) => string, options?: Object, labelHead: string}} chart
 * @param {import("../../host/types.js").Host} host the chart lasts as long
 */
export function chartWithTable(host, chart) {
	const place = h("div", {
		class: "wcrm-chart",
		dir: "ltr",
		"aria-hidden": "true",
		data: { chart: chart.name },
	});
	drawWhenSized(host, place, () => draw(host, place, chart));
	return h(
		"div",
		{},
		place,
		h("details", { class: "wcrm-details" }, h("summary", {}, __("Show as a table")), figures(chart)),
	);
}

function figures(chart) {
	const columns = [
		{ label: chart.labelHead, head: true, cell: (index) => chart.labels[index] },
		...chart.series.map((series) => ({
			label: series.name,
			number: true,
			cell: (index) => chart.write(series.values[index]),
		})),
	];
	return table({ caption: chart.title, columns, rows: chart.labels.map((_, index) => index) });
}

/** A chart cannot be drawn before its place has a width. */
function drawWhenSized(host, place, drawNow) {
	const observer = new ResizeObserver(() => {
		if (!place.clientWidth) return;
		observer.disconnect();
		drawNow();
	});
	observer.observe(place);
	host.life.onEnd(() => observer.disconnect());
}

function draw(host, place, chart) {
	if (host.language === "ar") localiseAxis(host, place);
	const { series, options } = chart.labels.length === 1 ? asBars(chart) : chart;
	const data = { labels: chart.labels, datasets: series };
	const drawn = new frappe.Chart(place, {
		data,
		height: 240,
		animate: 0,
		truncateLegends: true,
		axisOptions: { xAxisMode: "tick", yAxisMode: "span", xIsSeries: 1, shortenYAxisNumbers: 1 },
		tooltipOptions: { formatTooltipY: chart.write },
		...options,
		colors: [getComputedStyle(place).getPropertyValue("--wcrm-accent").trim()],
	});
	// The first drawing shows zeros that grow after most of a second: show the figures at once.
	drawn.update(data);
	// It listens to the window.
	host.life.onEnd(() => drawn.destroy());
}

/** There is no line through one point: Frappe Charts would write a path that no browser can draw. */
function asBars({ series, options }) {
	return {
		series: series.map(({ name, values }) => ({ name, values })),
		options: { ...options, type: "bar" },
	};
}

const SCALE = { K: 1e3, M: 1e6, B: 1e9 };

/** Frappe Charts writes "1.5K" on the axis; in Arabic it is written as Arabic writes it, after each drawing. */
function localiseAxis(host, place) {
	const rewrite = () => {
		for (const text of place.querySelectorAll(".y.axis text")) {
			const parts = /^(-?[\d.]+)\s?([KMB]?)$/.exec(text.textContent);
			if (parts) text.textContent = host.format.compact(Number(parts[1]) * (SCALE[parts[2]] ?? 1));
		}
	};
	const observer = new MutationObserver(rewrite);
	observer.observe(place, { childList: true, subtree: true, characterData: true });
	host.life.onEnd(() => observer.disconnect());
}
