/** The desk keeps its pages and forms: what is shown in a place again ends what was shown there before. */

import { within } from "../host/within.js";

/** @type {WeakMap<object, import("../ui/lifetime.js").Lifetime>} */
const lives = new WeakMap();

/**
 * @param {import("../host/types.js").Host} host
 * @param {object} place an element, or whatever stands for the place
 * @returns {import("../host/types.js").Host} lasts until the next call for the same place
 */
export function hostIn(host, place) {
	leave(place);
	const life = host.life.child();
	lives.set(place, life);
	return within(host, life);
}

/** Ends what is shown in `place`. @param {object} place */
export function leave(place) {
	lives.get(place)?.end();
	lives.delete(place);
}
