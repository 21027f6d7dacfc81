/** Choosing a customer inside another screen. */

import { CustomerSearch } from "./customer_search.js";
import { h } from "../../ui/dom.js";

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
