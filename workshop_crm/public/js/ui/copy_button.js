/** A button that puts a text on the clipboard. */

import { button } from "./button.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * Says on the button for a moment that the text is copied; where the browser refuses, says what to do.
 *
 * @param {import("../host/types.js").Host} host
 * @param {string} label
 * @param {string | (() => Promise<?string>)} text or what fetches it; without one nothing is copied
 */
export function copyButton(host, label, text) {
	const element = button(label, {
		icon: "copy",
		small: true,
		onClick: async () => {
			const copied = typeof text === "string" ? text : await text();
			if (!copied) return;
			if (!(await copyText(copied))) {
				host.notify(
					__("The browser does not allow copying. Select the text and copy it yourself."),
					"bad",
				);
				return;
			}
			fill(element, icon("check"), h("span", {}, __("Copied")));
			host.life.after(() => fill(element, icon("copy"), h("span", {}, label)), 2000);
		},
	});
	return element;
}

/**
 * The clipboard API needs https or localhost, and the user's permission: a workshop's own network often has neither.
 *
 * @returns {Promise<boolean>} whether the text is on the clipboard
 */
async function copyText(text) {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return copySelected(text);
	}
}

function copySelected(text) {
	const focused = document.activeElement;
	const area = h("textarea", { class: "wcrm-visually-hidden", readonly: true, value: text });
	document.body.append(area);
	area.focus();
	area.select();
	const copied = document.execCommand("copy");
	area.remove();
	if (focused instanceof HTMLElement) focused.focus();
	return copied;
}
