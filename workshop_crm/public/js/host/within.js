/** A host whose calls and subscriptions end with a lifetime. */

import { Lifetime, oneAfterAnother } from "../ui/lifetime.js";

/**
 * @param {import("./types.js").Host} host
 * @param {import("../ui/lifetime.js").Lifetime} life
 * @returns {import("./types.js").Host}
 */
export function within(host, life) {
	return {
		...host,
		life,
		call: (method, args, options = {}) =>
			life.request((signal) => host.call(method, args, { ...options, signal }), options.signal),
		listen: (event, listener) => life.onEnd(host.listen(event, listener)),
	};
}

/**
 * The host of a whole page.
 *
 * @param {Omit<import("./types.js").Host, "life"|"page">} parts
 * @returns {import("./types.js").Host}
 */
export function pageHost(parts) {
	/** @type {*} */
	const host = { ...parts, life: new Lifetime() };
	host.page = host;
	return host;
}

/**
 * Hosts for what is drawn again and again: each call ends what the one before had opened.
 *
 * @param {import("./types.js").Host} host
 * @returns {() => import("./types.js").Host}
 */
export function hostForEach(host) {
	const next = oneAfterAnother(host.life);
	return () => within(host, next());
}
