/** Points by month, what is outstanding and its worth, and how many expire unredeemed. */

import { h } from "../../../ui/dom.js";
import { facts, figure } from "../../../ui/panel.js";
import { emptyState } from "../../../ui/states.js";
import { table } from "../../../ui/table.js";
import { chartWithTable } from "../../analytics/chart.js";
import { figurePanel, numberCell } from "./figure_table.js";

const KINDS = ["earned", "reversed", "redeemed", "restored", "expired", "adjusted"];

function kindLabels() {
	return {
		earned: __("Earned"),
		reversed: __("Taken back"),
		redeemed: __("Redeemed"),
		restored: __("Given back"),
		expired: __("Expired"),
		adjusted: __("Adjusted"),
		outstanding: __("Outstanding at the end"),
	};
}

/** @param {import("../../../host/types.js").Host} host @param {Object} figures of loyalty.figures */
export function pointCards(host, figures) {
	const { money, percent, points } = host.format;
	const { total } = figures.points;
	const { share } = figures.breakage;
	return h(
		"div",
		{ class: "wcrm-figures" },
		figure({ name: "earned", label: __("Earned"), value: points(total.earned) }),
		figure({ name: "redeemed", label: __("Redeemed"), value: points(-total.redeemed - total.restored) }),
		figure({
			name: "outstanding",
			label: __("Points outstanding"),
			value: points(total.outstanding),
			note: __("Worth {0}, owed to customers", [money(total.liability)]),
		}),
		figure({
			name: "breakage",
			label: __("Breakage"),
			value: share === null ? "–" : percent(share, 1),
			note: __("Of the points that ended, the share that expired"),
		}),
		figure({
			name: "cost_of_visit",
			label: __("Cost of a repeat visit"),
			value: figures.cost.each === null ? "–" : money(figures.cost.each),
		}),
	);
}

/** @param {import("../../../host/types.js").Host} host @param {Object} figures */
export function pointsPanel(host, figures, filters) {
	const { months, opening } = figures.points;
	const options = {
		title: __("Points by month"),
		name: "points",
		note: __("Outstanding before: {0}. A point is worth {1}.", [
			host.format.points(opening),
			host.format.money(figures.point_value),
		]),
	};
	if (!months.length)
		return figurePanel(
			host,
			filters,
			options,
			emptyState("loyalty", __("No points yet"), __("They come with the first invoice of a member.")),
		);
	return figurePanel(host, filters, options, chart(host, months), monthsTable(host, figures, filters));
}

function chart(host, months) {
	const { points } = host.format;
	return chartWithTable(host, {
		name: "points_outstanding",
		title: __("Points outstanding"),
		labels: months.map(({ month }) => host.format.month(month)),
		labelHead: __("Month"),
		series: [{ name: __("Points outstanding"), values: months.map((month) => month.outstanding) }],
		write: points,
		options: { type: "line", lineOptions: { regionFill: 1, hideDots: months.length > 24 ? 1 : 0 } },
	});
}

function monthsTable(host, figures, filters) {
	const labels = kindLabels();
	const column = (name) => ({
		label: labels[name],
		number: true,
		cell: (row) => pointsCell(host, filters, row, name, labels[name]),
	});
	return table({
		caption: __("Points by month"),
		rows: [...figures.points.months, figures.points.total],
		rowData: (row) => ({ month: row.month || "total" }),
		columns: [
			{ label: __("Month"), head: true, cell: (row) => monthName(host, row.month) },
			...KINDS.map(column),
			column("outstanding"),
			{ label: __("Worth"), number: true, cell: (row) => host.format.money(row.liability) },
		],
	});
}

function pointsCell(host, filters, row, name, label) {
	const cell = { table: "points", month: row.month, column: name };
	const text = name === "outstanding" ? host.format.points(row[name]) : host.format.signedPoints(row[name]);
	const title = `${label} · ${monthName(host, row.month)}`;
	return numberCell(host, filters, cell, text, row[name] !== 0, title);
}

function monthName(host, month) {
	return month ? host.format.month(month) : __("Whole period");
}

/** @param {import("../../../host/types.js").Host} host @param {Object} figures */
export function breakagePanel(host, figures, filters) {
	const { redeemed, expired, share, worth } = figures.breakage;
	const { money, percent, points } = host.format;
	const number = (column, value, label) =>
		numberCell(host, filters, { table: "breakage", column }, points(value), value !== 0, label);
	return figurePanel(
		host,
		filters,
		{ title: __("Breakage"), name: "breakage", note: __("Points whose last day was in this period") },
		facts([
			[__("Redeemed"), number("redeemed", redeemed, __("Redeemed"))],
			[__("Expired"), number("expired", expired, __("Expired"))],
			[__("Breakage"), share === null ? "–" : h("strong", {}, percent(share, 1))],
			[__("Worth of what expired"), money(worth)],
		]),
		h("p", { class: "wcrm-hint" }, __("Breakage = expired / (redeemed + expired).")),
	);
}
