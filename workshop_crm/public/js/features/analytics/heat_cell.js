/** A shaded table cell: the larger its share, the stronger the accent colour behind its text. */

import { h } from "../../ui/dom.js";

/** From here on the text needs the other colour to stay readable: on a light page, and already earlier on a dark one. */
const STRONG = 0.9;
const STRONG_WHEN_DARK = 0.6;

/**
 * @param {number} share 0..1
 * @param {{title: string, open?: boolean, onOpen?: () => void}} options open: the period is not over, so the cell is
 *   grey; onOpen: shows who is counted in it
 * @param {...*} children
 */
export function heatCell(share, { title, open, onOpen }, ...children) {
	const marks = [
		open && "wcrm-heat-open",
		share >= STRONG && "wcrm-heat-strong",
		share >= STRONG_WHEN_DARK && "wcrm-heat-strong-dark",
	];
	const classes = ["wcrm-heat-cell", ...marks.filter(Boolean)].join(" ");
	const content = onOpen
		? h("button", { type: "button", class: "wcrm-heat-open-list", on: { click: onOpen } }, children)
		: children;
	return h("td", { class: classes, style: { "--share": share }, title }, content);
}
