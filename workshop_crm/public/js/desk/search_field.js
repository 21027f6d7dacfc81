/** The search box on the workspace, inside Frappe's block for HTML. */

import { customerFinder } from "../features/search/customer_finder.js";
import { fill, h } from "../ui/dom.js";

/** @param {import("../host/types.js").Host} host @param {HTMLElement} place */
export function showSearchField(host, place) {
	const away = {
		...host,
		open(screen, params) {
			search.clear();
			search.results.hidden = true;
			host.open(screen, params);
		},
	};
	const { search, create } = customerFinder(away, { popup: true, limit: 8 });
	fill(
		place,
		h(
			"div",
			{ class: "wcrm wcrm-workspace-search", dir: host.direction, lang: host.language },
			h("div", {}, search.element, create),
		),
	);
}
