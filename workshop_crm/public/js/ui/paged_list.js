/** A list in a dialog that loads page after page. */

import { fill, h } from "./dom.js";
import { moreButton } from "./more_button.js";
import { failure, skeleton } from "./states.js";

const PAGE = 50;

/**
 * Loads its first page at once.
 *
 * @param {import("../host/types.js").Host} host
 * @param {string} name hook `[data-list]`
 * @param {(page: {limit: number, offset: number}) => Promise<{total: number}>} ask
 * @param {(answer: Object) => Object[]} rowsOf
 * @param {(rows: Object[], answer: Object) => Node} draw all rows that are there
 * @param {(host: import("../host/types.js").Host, shown: number, answer: Object) => string} [count] how many are shown
 */
export function pagedList(host, name, ask, rowsOf, draw, count = shownOf) {
	const place = h("div", { data: { list: name } }, skeleton(6));
	const more = moreButton(place, () => load());
	const counter = h("span", { class: "wcrm-hint wcrm-push" });
	let rows = [];

	async function load() {
		try {
			const answer = await ask({ limit: PAGE, offset: rows.length });
			rows = [...rows, ...rowsOf(answer)];
			fill(place, draw(rows, answer));
			more.hidden = rows.length >= answer.total;
			counter.dataset.total = String(answer.total);
			counter.textContent = count(host, rows.length, answer);
		} catch (error) {
			fill(place, failure(error, load));
		}
	}

	more.hidden = true;
	load();
	return { place, count: counter, more };
}

/** How many are shown of all. */
export function shownOf(host, shown, { total }) {
	return __("{0} of {1}", [host.format.number(shown), host.format.number(total)]);
}
