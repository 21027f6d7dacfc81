/** The total at the edge of a narrow screen, while the services are chosen far above it. */

import { button } from "../../../ui/button.js";
import { fill, h } from "../../../ui/dom.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {() => void} onGo goes to the total
 * @returns {{element: HTMLElement, show: (quote: ?Object) => void}}
 */
export function totalBar(host, onGo) {
	const amount = h("strong", { data: { bar: "to_pay" } });
	const element = h(
		"div",
		{ class: "wcrm-total-bar", hidden: true },
		h("span", {}, __("To pay")),
		amount,
		button(__("To the total"), { small: true, onClick: onGo }),
	);
	const show = (quote) => {
		element.hidden = !quote;
		fill(amount, quote ? host.format.money(quote.to_pay) : "");
	};
	return { element, show };
}
