/** A table as a file, as it is shown. */

import { button } from "./button.js";

/**
 * @param {import("../host/types.js").Host} host
 * @param {string} method that sends the file of the kind it is asked for
 * @param {Object} values what is saved
 * @param {string} name of the table: hook `[data-export]` is this and the kind
 */
export function exportButtons(host, method, values, name = values.table) {
	const one = (kind, label, title) =>
		downloadButton(label, title, `${name}.${kind}`, () => host.download(method, { ...values, kind }));
	return [one("csv", __("CSV"), __("Save as CSV")), one("xlsx", __("Excel"), __("Save as Excel"))];
}

/**
 * @param {string} label
 * @param {string} title said to screen readers
 * @param {string} name hook `[data-export]`
 * @param {(event: Event) => *} onClick
 */
export function downloadButton(label, title, name, onClick) {
	return button(label, {
		kind: "quiet",
		icon: "download",
		small: true,
		onClick,
		attributes: { "aria-label": title, "data-export": name },
	});
}
