/** Data tables. Where they are too wide they scroll inside their own frame, or become stacked cards. */

import { h } from "./dom.js";
import { scrollFrame } from "./scroll_frame.js";

/**
 * @template Row
 * @param {{caption: string, columns: Array<{label: string, cell: (row: Row) => *, number?: boolean, head?: boolean}>,
 *   rows: Row[], rowData?: (row: Row) => Object, stacks?: boolean}} options caption: for screen readers; head: the row's name;
 *   stacks: each row is a card on a narrow screen
 */
export function table({ caption, columns, rows, rowData, stacks = false }) {
	const heads = columns.map(({ label, number }) =>
		h("th", { scope: "col", class: number && "wcrm-number" }, label),
	);
	const body = rows.map((row) =>
		h(
			"tr",
			{ data: rowData?.(row) ?? {} },
			columns.map((column) => cell(column, row)),
		),
	);
	return scrollFrame(
		{ label: caption, kind: stacks && "wcrm-table-stacks" },
		h(
			"table",
			{ class: "wcrm-table" },
			h("caption", { class: "wcrm-visually-hidden" }, caption),
			h("thead", {}, h("tr", {}, heads)),
			h("tbody", {}, body),
		),
	);
}

function cell(column, row) {
	const properties = { class: column.number && "wcrm-number", data: { label: column.label } };
	if (column.head) return h("th", { scope: "row", translate: "no", ...properties }, column.cell(row));
	return h("td", properties, column.cell(row));
}
