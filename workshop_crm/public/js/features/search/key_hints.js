/** The keys of a search box, for those who have a keyboard. */

import { h } from "../../ui/dom.js";

/** @param {string} onEscape what Escape does */
export function keyHints(onEscape) {
	const hint = (keys, text) => h("span", {}, h("kbd", {}, keys), " ", text);
	return h(
		"p",
		{ class: "wcrm-key-hints wcrm-hint" },
		hint("↑ ↓", __("choose")),
		hint("Enter", __("open the profile")),
		hint("Shift + Enter", __("complete a service")),
		hint("Tab", __("call or write")),
		hint("Esc", onEscape),
	);
}
