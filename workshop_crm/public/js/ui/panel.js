/** Cards: the panels a screen is made of, and single figures. */

import { h, uniqueId } from "./dom.js";

/**
 * @param {{title: string, name?: string, note?: string|null, actions?: Node[]}} options name: hook `[data-panel]`
 * @param {...*} children
 */
export function panel({ title, name, note, actions }, ...children) {
	const id = uniqueId("panel");
	return h(
		"section",
		{ class: "wcrm-panel", "aria-labelledby": id, data: name ? { panel: name } : {} },
		h(
			"header",
			{ class: "wcrm-panel-head" },
			h("div", {}, h("h2", { id }, title), note && h("p", { class: "wcrm-hint" }, note)),
			actions && h("div", { class: "wcrm-row", data: { picture: "leave-out" } }, actions),
		),
		h("div", { class: "wcrm-panel-body" }, children),
	);
}

/**
 * @param {{name: string, label: string, value: string|Node, note?: string|Node|null, tone?: "good"|"warn"|"bad"|null}} options
 *   name: hook `[data-card]`
 */
export function figure({ name, label, value, note, tone }) {
	return h(
		"div",
		{ class: "wcrm-figure", data: { card: name, tone: tone ?? "" } },
		h("span", { class: "wcrm-figure-label" }, label),
		h("strong", { class: "wcrm-figure-value" }, value),
		note && h("span", { class: "wcrm-figure-note" }, note),
	);
}

/** @param {string} text @param {"neutral"|"good"|"warn"|"bad"|"accent"} [tone] */
export function badge(text, tone = "neutral") {
	return h("span", { class: `wcrm-badge wcrm-badge-${tone}` }, text);
}

/** A list of terms and their values, without the pairs that have no value. */
export function facts(pairs) {
	const shown = pairs.filter(([, value]) => ![null, undefined, false, ""].includes(value));
	return h(
		"dl",
		{ class: "wcrm-facts" },
		shown.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))),
	);
}
