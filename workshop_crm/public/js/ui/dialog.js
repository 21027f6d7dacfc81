/** Modal dialogs on the browser's own <dialog>, which keeps the focus inside and gives it back afterwards. */

import { within } from "../host/within.js";
import { button } from "./button.js";
import { h, uniqueId } from "./dom.js";
import { placeOf } from "./focus_place.js";
import { icon } from "./icons.js";

/**
 * @typedef {Object} DialogOptions
 * @property {string} title
 * @property {Node} body
 * @property {Node[]} actions
 * @property {boolean} [wide]
 * @property {string} [name] hook `[data-dialog]`
 * @property {() => Promise<boolean>} [mayClose] asked before it is left without having come to its end
 * @property {() => void} [onClose]
 */

/**
 * Shown at once, and closed when what `host` stands in is left.
 *
 * @param {import("../host/types.js").Host} host
 * @param {(inside: import("../host/types.js").Host, close: () => void, leave: () => Promise<boolean>) => DialogOptions} make
 *   `inside` is for what ends with the dialog, such as a search in it; what it sends off, such as a form, goes through `host`.
 *   `close` is for a dialog that is done; `leave` asks `mayClose` first and says whether the dialog is closed
 * @returns {{element: HTMLDialogElement, close: () => void}}
 */
export function openDialog(host, make) {
	const life = host.life.child();
	const close = () => life.end();
	const leave = async () => {
		if (!mayClose || (await mayClose())) close();
		return life.isOver;
	};
	const { onClose, mayClose, ...options } = make(within(host, life), close, leave);
	const element = dialogElement(options, leave);
	const goBack = placeOf(document.activeElement);
	closeOnEscape(element, leave);
	element.addEventListener("close", close);
	life.onEnd(() => {
		element.close();
		element.remove();
		goBack();
		onClose?.();
	});
	document.body.append(element);
	element.showModal();
	return { element, close };
}

/** Asked for here: a browser that has asked once closes a dialog at the next Escape, whatever the page says. */
function closeOnEscape(element, leave) {
	element.addEventListener("keydown", (event) => {
		event.stopPropagation();
		if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
		event.preventDefault();
		leave();
	});
	element.addEventListener("cancel", (event) => {
		if (event.target !== element) return;
		event.preventDefault();
		leave();
	});
}

/** @param {Omit<DialogOptions, "mayClose"|"onClose">} options @param {() => *} leave */
function dialogElement({ title, body, actions, wide, name }, leave) {
	const titleId = uniqueId("dialog");
	return h(
		"dialog",
		{
			class: `wcrm wcrm-dialog${wide ? " wcrm-dialog-wide" : ""}`,
			"aria-labelledby": titleId,
			data: name ? { dialog: name } : {},
		},
		h(
			"div",
			{ class: "wcrm-dialog-head" },
			h("h2", { id: titleId }, title),
			h(
				"button",
				{
					type: "button",
					class: "wcrm-icon-button",
					"aria-label": __("Close"),
					on: { click: leave },
				},
				icon("close"),
			),
		),
		h("div", { class: "wcrm-dialog-body" }, body),
		h("div", { class: "wcrm-dialog-foot" }, actions),
	);
}

/**
 * Asks before something is taken away. The focus starts on the button that keeps it.
 *
 * @param {import("../host/types.js").Host} host
 * @param {{title: string, text: string|Node|Node[], label: string, keep?: string}} question title and label name what is
 *   done, text says what will happen, keep is the label of the safe choice
 * @returns {Promise<boolean>} whether it is to be done
 */
export function confirmDialog(host, { title, text, label, keep = __("Keep it as it is") }) {
	return new Promise((resolve) => {
		let agreed = false;
		const agree = button(label, { kind: "danger", attributes: { "data-action": "agree" } });
		const decline = button(keep, { attributes: { "data-action": "keep" } });
		openDialog(host, (_inside, close) => {
			decline.addEventListener("click", close);
			agree.addEventListener("click", () => {
				agreed = true;
				close();
			});
			const body =
				typeof text === "string" ? h("p", {}, text) : h("div", { class: "wcrm-stack" }, text);
			return {
				title,
				body,
				name: "confirm",
				actions: [decline, agree],
				onClose: () => resolve(agreed),
			};
		});
		decline.focus();
	});
}
