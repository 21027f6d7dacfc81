/** The frame around shaded cells. Points of time run left to right in both languages; what does not fit scrolls inside. */

import { h } from "../../ui/dom.js";

/**
 * @param {{label: string, caption?: string, kind: string, heads: Node[], rows: Node[]}} table kind: its class for the style
 *   sheet; heads: the cells of the first row
 */
export function heatTable({ label, caption = label, kind, heads, rows }) {
	return h(
		"div",
		{
			class: "wcrm-table-scroll wcrm-heat-scroll",
			dir: "ltr",
			tabindex: "0",
			role: "region",
			"aria-label": label,
		},
		h(
			"table",
			{ class: `wcrm-heat ${kind}` },
			h("caption", { class: "wcrm-visually-hidden" }, caption),
			h("thead", {}, h("tr", {}, heads)),
			h("tbody", {}, rows),
		),
	);
}
