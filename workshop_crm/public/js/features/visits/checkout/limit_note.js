/** The customer's limit for work without a call, and a warning once the total is above it. */

import { bdi, fill, h } from "../../../ui/dom.js";
import { icon } from "../../../ui/icons.js";
import { phoneLink } from "../../../ui/person.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @returns {{element: HTMLElement, show: (quote: ?Object) => void}}
 */
export function limitNote(host, basket) {
	const element = h("div", { class: "wcrm-limit", role: "status", hidden: true });
	const show = (quote) => {
		const limit = basket.customer?.preferences.values.approval_limit;
		const isOver = Boolean(quote) && limit !== undefined && quote.total > limit;
		element.hidden = !isOver;
		fill(element, isOver && warning(host, limit, basket.customer.phone));
	};
	return { element, show };
}

function warning(host, limit, phone) {
	const text = __("This is more than the customer's limit without a call ({0}). Call first.", [
		host.format.money(limit, { rounded: true }),
	]);
	return [icon("warning"), h("p", { class: "wcrm-grow" }, bdi(text)), phone && phoneLink(phone)];
}
