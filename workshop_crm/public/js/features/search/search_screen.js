/** Finding anyone in a second. */

import { fill, h } from "../../ui/dom.js";
import { customerFinder } from "./customer_finder.js";
import { keyHints } from "./key_hints.js";

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const { search, create } = customerFinder(host, {
		query: params.q,
		limit: 12,
		onQuery: (query) => host.setQuery(query ? { q: query } : {}),
	});
	fill(
		root,
		h(
			"div",
			{ class: "wcrm-search-screen" },
			h("div", { class: "wcrm-search-top" }, search.element, create),
			keyHints(__("clear")),
		),
	);
	await search.ask();
	search.input.focus({ preventScroll: true });
}
