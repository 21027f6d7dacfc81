/** Work that may fail without taking the screen away: the reason is told instead. */

/**
 * @param {import("../host/types.js").Host} host
 * @param {() => Promise<*>} work
 * @returns {() => Promise<void>}
 */
export function orTell(host, work) {
	return async () => {
		try {
			await work();
		} catch (error) {
			host.notify(error.message, "bad");
		}
	};
}
