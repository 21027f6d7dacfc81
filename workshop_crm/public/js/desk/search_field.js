/** The search box on the workspace, inside Frappe's block for HTML. */

import { fill, h } from "../ui/dom.js";
import { customerFinder } from "../features/search/customer_finder.js";

/** @param {import("../host/types.js").Host} host @param {HTMLElement} place */
export function showSearchField(host, place) {
	const away = {
		...host,
		open(...where) {
			search.stop();
			search.clear();
			search.results.hidden = true;
			host.open(...where);
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
