/** The frame around shaded cells. Like any table it runs in the direction of the page. */

import { h } from "../../ui/dom.js";
import { scrollFrame } from "../../ui/scroll_frame.js";

/**
 * @param {{label: string, caption?: string, kind: string, heads: Node[], rows: Node[]}} table kind: its class for the style
 *   sheet; heads: the cells of the first row
 */
export function heatTable({ label, caption = label, kind, heads, rows }) {
	return scrollFrame(
		{ label, kind: "wcrm-heat-scroll" },
		h(
			"table",
			{ class: `wcrm-heat ${kind}` },
			h("caption", { class: "wcrm-visually-hidden" }, caption),
			h("thead", {}, h("tr", {}, heads)),
			h("tbody", {}, rows),
		),
	);
}
