/** A titled group of inputs; without its title where the dialog's own title says the same. */

import { h } from "../../../ui/dom.js";

/**
 * @param {{title: string, alone?: boolean, hint?: string, input?: string}} options input: name of the group, for refusals
 * @param {...*} children
 */
export function fieldset({ title, alone, hint, input }, ...children) {
	return h(
		"fieldset",
		{ class: "wcrm-fieldset", data: input ? { input } : {}, tabindex: input ? "-1" : null },
		h("legend", { class: alone && "wcrm-visually-hidden" }, title),
		hint && h("p", { class: "wcrm-hint" }, hint),
		children,
	);
}
