/** What a place shows while it loads, when it holds nothing, and when it failed. */

import { button } from "./button.js";
import { bdi, h } from "./dom.js";
import { icon } from "./icons.js";

/** @param {number} [lines] */
export function skeleton(lines = 4) {
	const line = () => h("span", { class: "wcrm-skeleton-line" });
	return h(
		"div",
		{ class: "wcrm-skeleton", role: "status" },
		h("span", { class: "wcrm-visually-hidden" }, __("Loading")),
		Array.from({ length: lines }, line),
	);
}

/** @param {import("./icons.js").IconName} iconName @param {string} title @param {string} [text] @param {...Node} actions */
export function emptyState(iconName, title, text, ...actions) {
	return h(
		"div",
		{ class: "wcrm-empty" },
		h("span", { class: "wcrm-empty-icon" }, icon(iconName)),
		h("p", { class: "wcrm-empty-title" }, title),
		text && h("p", { class: "wcrm-muted" }, text),
		actions.length > 0 && h("div", { class: "wcrm-row wcrm-row-center" }, actions),
	);
}

/**
 * A page without the right to what it shows.
 *
 * @param {string} title of the page
 * @param {string} why
 * @param {...Node} actions beside the way back
 */
export function closedNotice(title, why, ...actions) {
	const back = button(__("Back"), { icon: "back", onClick: () => history.back() });
	return emptyState("warning", __("“{0}” is not open to you", [title]), why, back, ...actions);
}

/** @param {Error} error @param {() => void} [retry] */
export function failure(error, retry) {
	return h(
		"div",
		{ class: "wcrm-empty wcrm-failure", role: "alert" },
		h("span", { class: "wcrm-empty-icon" }, icon("warning")),
		h("p", { class: "wcrm-empty-title" }, bdi(error.message)),
		retry &&
			h(
				"div",
				{ class: "wcrm-row wcrm-row-center" },
				button(__("Try again"), { icon: "refresh", onClick: retry }),
			),
	);
}
