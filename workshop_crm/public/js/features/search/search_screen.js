/** Finding anyone in a second. */

import { fill, h } from "../../ui/dom.js";
import { allCustomers } from "../customers/list/all_customers.js";
import { customerFinder } from "./customer_finder.js";
import { keyHints } from "./key_hints.js";

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const all = allCustomers(host, params);
	const { search, create } = customerFinder(host, {
		query: params.q,
		limit: 12,
		onQuery: all.onQuery,
	});
	fill(
		root,
		all.around(h("div", { class: "wcrm-search-top" }, search.element, create), keyHints(__("clear"))),
	);
	await Promise.all([search.ask(), all.load()]);
	search.input.focus({ preventScroll: true });
}
