/** Choosing a customer inside another screen. */

import { h } from "../../ui/dom.js";
import { CustomerSearch } from "./customer_search.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {(hit: Object) => void} onChoose
 * @returns {CustomerSearch}
 */
export function customerPicker(host, onChoose) {
	return new CustomerSearch(host, {
		popup: true,
		limit: 6,
		renderNothing: () => h("p", { class: "wcrm-muted wcrm-search-nothing" }, __("No customer found.")),
		onChoose,
	});
}
