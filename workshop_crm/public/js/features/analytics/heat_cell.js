/** A shaded table cell: the larger its share, the stronger the accent colour behind its text. */

import { h } from "../../ui/dom.js";

/**
 * @param {number} share 0..1
 * @param {{title: string, open?: boolean, onOpen?: () => void}} options open: the period is not over, so the cell is
 *   grey; onOpen: shows who is counted in it
 * @param {...*} children
 */
export function heatCell(share, { title, open, onOpen }, ...children) {
	const classes = open ? "wcrm-heat-cell wcrm-heat-open" : "wcrm-heat-cell";
	const content = onOpen
		? h("button", { type: "button", class: "wcrm-heat-open-list", on: { click: onOpen } }, children)
		: children;
	return h("td", { class: classes, style: { "--share": share }, title }, content);
}
