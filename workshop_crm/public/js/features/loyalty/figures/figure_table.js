/** A table of figures: each number opens the rows behind it, and the whole is saved as a file. */

import { h } from "../../../ui/dom.js";
import { exportButtons } from "../../../ui/export_buttons.js";
import { panel } from "../../../ui/panel.js";
import { openFigureList } from "./figure_list.js";

/**
 * A number that opens its list; plain text where there is nothing behind it.
 *
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./figure_filters.js").Filters} filters
 * @param {{table: string, month?: string, row?: string, column?: string, reason?: string}} cell of loyalty.figure_list
 * @param {string} text the number as it is shown
 * @param {boolean} hasRows
 * @param {string} title of the list
 */
export function numberCell(host, filters, cell, text, hasRows, title) {
	if (!hasRows) return text;
	const open = () => openFigureList(host, `${title}: ${text}`, filters, cell);
	const name = ["table", "month", "row", "column", "reason"].map((part) => cell[part] ?? "").join("|");
	return h(
		"button",
		{ type: "button", class: "wcrm-link-button", data: { figure: name }, on: { click: open } },
		text,
	);
}

/**
 * A panel whose table can be saved.
 *
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./figure_filters.js").Filters} filters
 * @param {{title: string, name: string, note?: string}} options name: of the table in loyalty.export_figures
 * @param {...*} children
 */
export function figurePanel(host, filters, options, ...children) {
	const { title, name, note } = options;
	const actions = exportButtons(host, "loyalty.export_figures", { ...filters, table: name });
	return panel({ title, name: `figures_${name}`, note, actions }, ...children);
}
