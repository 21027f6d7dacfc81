/** Modal dialogs on the browser's own <dialog>: it keeps the focus inside and closes with Escape. */

import { within } from "../host/within.js";
import { button } from "./button.js";
import { h, uniqueId } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {Object} DialogOptions
 * @property {string} title
 * @property {Node} body
 * @property {Node[]} actions
 * @property {boolean} [wide]
 * @property {string} [name] hook `[data-dialog]`
 * @property {() => void} [onClose]
 */

/**
 * Shown at once, and closed when what `host` stands in is left.
 *
 * @param {import("../host/types.js").Host} host
 * @param {(inside: import("../host/types.js").Host, close: () => void) => DialogOptions} make `inside` is for what ends
 *   with the dialog, such as a search in it; what it sends off, such as a form, goes through `host`
 * @returns {{element: HTMLDialogElement, close: () => void}}
 */
export function openDialog(host, make) {
	const life = host.life.child();
	const close = () => life.end();
	const { onClose, ...options } = make(within(host, life), close);
	const element = dialogElement(options, close);
	element.addEventListener("keydown", (event) => event.stopPropagation());
	element.addEventListener("close", close);
	life.onEnd(() => {
		element.close();
		element.remove();
		onClose?.();
	});
	document.body.append(element);
	element.showModal();
	return { element, close };
}

/** @param {DialogOptions} options @param {() => void} close */
function dialogElement({ title, body, actions, wide, name }, close) {
	const titleId = uniqueId("dialog");
	return h(
		"dialog",
		{
			class: `wcrm wcrm-dialog${wide ? " wcrm-dialog-wide" : ""}`,
			"aria-labelledby": titleId,
			data: name ? { dialog: name } : {},
		},
		h(
			"header",
			{ class: "wcrm-dialog-head" },
			h("h2", { id: titleId }, title),
			h(
				"button",
				{
					type: "button",
					class: "wcrm-icon-button",
					"aria-label": __("Close"),
					on: { click: close },
				},
				icon("close"),
			),
		),
		h("div", { class: "wcrm-dialog-body" }, body),
		h("footer", { class: "wcrm-dialog-foot" }, actions),
	);
}

/**
 * @param {import("../host/types.js").Host} host
 * @param {string} text the question
 * @param {string} label what the agreeing button does
 * @returns {Promise<boolean>}
 */
export function confirmDialog(host, text, label) {
	return new Promise((resolve) => {
		let agreed = false;
		const agree = button(label, { kind: "danger" });
		openDialog(host, (_inside, close) => {
			agree.addEventListener("click", () => {
				agreed = true;
				close();
			});
			return {
				title: __("Please confirm"),
				body: h("p", {}, text),
				actions: [button(__("Keep it as it is"), { onClick: close }), agree],
				onClose: () => resolve(agreed),
			};
		});
		agree.focus();
	});
}
