/** A short notice that goes away by itself, read out by screen readers. */

import { h } from "./dom.js";

const SECONDS = { good: 4, info: 5, bad: 9 };

let area = null;

/** @param {string} text @param {"good"|"bad"|"info"} [kind] */
export function showToast(text, kind = "info") {
	area ??= document.body.appendChild(
		h("div", { class: "wcrm wcrm-toasts", role: "status", "aria-live": "polite" }),
	);
	const toast = h("div", { class: `wcrm-toast wcrm-toast-${kind}` }, text);
	area.append(toast);
	setTimeout(() => toast.remove(), SECONDS[kind] * 1000);
}
