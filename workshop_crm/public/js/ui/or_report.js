/** Work that may fail without taking the screen away: the reason is shown instead. */

/**
 * @param {import("../host/types.js").Host} host
 * @param {(...args: *) => Promise<*>} work
 * @returns {(...args: *) => Promise<void>}
 */
export function orReport(host, work) {
	return async (...args) => {
		try {
			await work(...args);
		} catch (error) {
			host.notify(error.message, "bad");
		}
	};
}
