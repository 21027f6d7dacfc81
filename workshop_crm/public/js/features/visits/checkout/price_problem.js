/** What is wrong with a price or a discount, said below its field. */

import { fill } from "../../../ui/dom.js";

/** As the server rounds them: 10.04 % is more than 10 %. */
const PERCENT_DECIMALS = 2;

/**
 * What the server has found to be more off a line than the user may give.
 *
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Line} line
 * @param {"price"|"discount"} field where it would be said
 * @param {number} limit in percent
 * @returns {string} "" where it is within the limit, or said at the other field
 */
export function beyondText(host, { price }, field, limit) {
	return price?.beyond === field ? belowText(host, price.percent_off, limit) : "";
}

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {number} percent off the list price
 * @param {number} limit in percent
 */
export function belowText({ format }, percent, limit) {
	const said = [percent, limit].map((share) => format.number(share, PERCENT_DECIMALS));
	return __("{0}% below the list price; your limit is {1}%.", said);
}

/** A screen reader says it once: what stands there already is left alone. @param {HTMLElement} place an alert @param {string} text */
export function showProblem(place, text) {
	if (place.textContent === text) return;
	place.hidden = !text;
	fill(place, text);
}
