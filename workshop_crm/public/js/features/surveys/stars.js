/** A rating of 1 to 5 as stars, said in words to screen readers. */

import { h } from "../../ui/dom.js";

/** @param {import("../../host/types.js").Host} host @param {number} rating 1..5 */
export function starsText(host, rating) {
	const words = __("{0} of {1}", [host.format.number(rating), host.format.number(5)]);
	const stars = Array.from({ length: 5 }, (_, index) =>
		h("span", { class: index < rating ? "wcrm-star-on" : "wcrm-star-off" }, index < rating ? "★" : "☆"),
	);
	return h("span", { class: "wcrm-stars", role: "img", "aria-label": words, title: words }, stars);
}
