/**
 * What the preview's page brings along, and `__` as Frappe defines it. Imported before anything that shows text.
 */

import { writeWith } from "./digits.js";

export const boot = JSON.parse(document.getElementById("wcrm-boot")?.textContent ?? "{}");

writeWith(boot.messages ?? {}, boot.context?.digits);

window.__ = function translate(text, values, context) {
	const messages = boot.messages || {};
	const translated = (context && messages[`${text}:${context}`]) || messages[text] || text;
	return values ? translated.replace(/\{(\d+)\}/g, (hole, index) => values[index] ?? hole) : translated;
};
