/** Counts by month as shaded cells, each row as strong as its own most. */

import { bdi, h } from "../../ui/dom.js";
import { heatCell } from "./heat_cell.js";
import { heatTable } from "./heat_table.js";

/**
 * @typedef {{name: string, data: Object, counts: number[], cell: (month: string) => string,
 *	words: (month: string, count: string) => string}} MonthRow cell: its name for the server; words: what it says
 */

/**
 * @param {import("../../host/types.js").Host} host
 * @param {string} title
 * @param {string[]} months YYYY-MM
 * @param {MonthRow[]} rows
 * @param {(title: string, cell: string) => void} open the customers of a cell
 */
export function monthGrid(host, title, months, rows, open) {
	const { month } = host.format;
	const heads = months.map((label) => h("th", { scope: "col" }, month(label)));
	return heatTable({
		label: title,
		kind: "wcrm-cohorts",
		heads: [h("td", {}), ...heads],
		rows: rows.map((row) => gridRow(host, months, row, open)),
	});
}

function gridRow(host, months, row, open) {
	const most = Math.max(...row.counts);
	return h(
		"tr",
		{ data: row.data },
		h("th", { scope: "row" }, bdi(row.name)),
		row.counts.map((count, place) => monthCell(host, row, months[place], count, most, open)),
	);
}

function monthCell(host, row, month, count, most, open) {
	const { number } = host.format;
	const title = row.words(host.format.month(month), number(count));
	const onOpen = () => open(title, row.cell(month));
	return heatCell(
		most ? count / most : 0,
		{ title, onOpen: count ? onOpen : undefined },
		count ? number(count) : h("span", { class: "wcrm-heat-zero" }, number(0)),
	);
}
