/** A number inside a table that shows its size. */

import { h } from "./dom.js";

/** @param {string} text @param {number} share of the largest number, 0..1 */
export function barCell(text, share) {
	return h(
		"span",
		{ class: "wcrm-bar-cell" },
		h("span", { class: "wcrm-bar", "aria-hidden": "true", style: { "--share": share } }),
		h("span", {}, text),
	);
}
