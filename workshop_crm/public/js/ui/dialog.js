/** Modal dialogs on the browser's own <dialog>: it keeps the focus inside and closes with Escape. */

import { button } from "./button.js";
import { h, uniqueId } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @param {{title: string, body: Node, actions: Node[], wide?: boolean, name?: string, onClose?: () => void}} options
 *   name: hook `[data-dialog]`
 * @returns {{element: HTMLDialogElement, close: () => void}} shown at once
 */
export function openDialog({ title, body, actions, wide, name, onClose }) {
	const titleId = uniqueId("dialog");
	const close = () => element.close();
	const element = h(
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
	element.addEventListener("keydown", (event) => event.stopPropagation());
	element.addEventListener("close", () => {
		element.remove();
		onClose?.();
	});
	document.body.append(element);
	element.showModal();
	return { element, close };
}

/**
 * @param {string} text the question
 * @param {string} label what the agreeing button does
 * @returns {Promise<boolean>}
 */
export function confirmDialog(text, label) {
	return new Promise((resolve) => {
		let agreed = false;
		const agree = button(label, {
			kind: "danger",
			onClick: () => {
				agreed = true;
				dialog.close();
			},
		});
		const dialog = openDialog({
			title: __("Please confirm"),
			body: h("p", {}, text),
			actions: [button(__("Keep it as it is"), { onClick: () => dialog.close() }), agree],
			onClose: () => resolve(agreed),
		});
		agree.focus();
	});
}
