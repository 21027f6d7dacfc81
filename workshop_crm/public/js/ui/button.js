/** Buttons and links to screens. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {Object} ButtonOptions
 * @property {"plain"|"primary"|"danger"|"quiet"} [kind]
 * @property {import("./icons.js").IconName} [icon]
 * @property {boolean} [small]
 * @property {(event: Event) => *} [onClick] while a promise that it returns is open, the button is off
 * @property {Object} [attributes]
 */

/**
 * @param {string} label
 * @param {ButtonOptions} [options]
 * @returns {HTMLButtonElement}
 */
export function button(label, options = {}) {
	const element = h(
		"button",
		{ type: "button", ...options.attributes, class: buttonClass(options) },
		options.icon && icon(options.icon),
		h("span", {}, label),
	);
	const { onClick } = options;
	if (onClick) element.addEventListener("click", (event) => whileBusy(element, () => onClick(event)));
	return element;
}

/** @param {ButtonOptions} options */
function buttonClass({ kind = "plain", small }) {
	return `wcrm-button wcrm-button-${kind}${small ? " wcrm-button-small" : ""}`;
}

/** Turns `element` off until `work` is done, so that nothing is sent twice. It keeps the focus, for a dialog to give back. */
export async function whileBusy(element, work) {
	if (element.disabled || element.hasAttribute("aria-busy")) return;
	const result = work();
	if (!(result instanceof Promise)) return;
	element.setAttribute("aria-disabled", "true");
	element.setAttribute("aria-busy", "true");
	try {
		await result;
	} finally {
		element.removeAttribute("aria-disabled");
		element.removeAttribute("aria-busy");
	}
}

/**
 * A real link to a screen: opens in a new tab when asked to, through the host otherwise.
 *
 * @param {import("../host/types.js").Host} host
 * @param {string} screen
 * @param {Object} params
 * @param {{class?: string, label?: string}} options
 * @param {...*} children
 */
export function screenLink(host, screen, params, options, ...children) {
	const open = (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
		event.preventDefault();
		event.stopPropagation();
		host.open(screen, params);
	};
	const properties = { class: options?.class ?? "wcrm-link", "aria-label": options?.label };
	return h("a", { href: host.address(screen, params), ...properties, on: { click: open } }, children);
}

/**
 * A button that is only an icon; `label` is said to screen readers and shown on hovering.
 *
 * @param {string} label
 * @param {import("./icons.js").IconName} iconName
 * @param {(event: Event) => *} onClick
 */
export function iconButton(label, iconName, onClick) {
	const element = h(
		"button",
		{ type: "button", class: "wcrm-icon-button", "aria-label": label, title: label },
		icon(iconName),
	);
	element.addEventListener("click", (event) => whileBusy(element, () => onClick(event)));
	return element;
}

/**
 * A screen link that looks like a button.
 *
 * @param {import("../host/types.js").Host} host
 * @param {string} label
 * @param {string} screen
 * @param {Object} params
 * @param {ButtonOptions} [options]
 */
export function buttonLink(host, label, screen, params, options = {}) {
	return screenLink(
		host,
		screen,
		params,
		{ class: buttonClass(options) },
		options.icon && icon(options.icon),
		h("span", {}, label),
	);
}
