/** Choosing a customer inside another screen. */

import { CustomerSearch } from "./customer_search.js";
import { hitRow } from "./hit.js";
import { h } from "../dom.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {(hit: Object) => void} onChoose
 * @returns {CustomerSearch}
 */
export function customerPicker(host, onChoose) {
	return new CustomerSearch(host, {
		label: __("Find a customer"),
		placeholder: __("Name, phone or plate"),
		popup: true,
		limit: 6,
		renderHit: (hit) => hitRow(host, hit),
		renderNothing: () => h("p", { class: "wcrm-muted wcrm-search-nothing" }, __("No customer found.")),
		onChoose,
	});
}
