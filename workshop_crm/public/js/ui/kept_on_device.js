/** What a device remembers from one page to the next. A browser may refuse storage: then nothing is remembered. */

/** @param {string} name @param {*} value plain JSON */
export function keepOnDevice(name, value) {
	try {
		localStorage.setItem(name, JSON.stringify(value));
	} catch {
		return;
	}
}

/** @param {string} name @returns {*} nothing where nothing is kept, or what is kept cannot be read */
export function keptOnDevice(name) {
	try {
		return JSON.parse(localStorage.getItem(name) ?? "null") ?? undefined;
	} catch {
		return undefined;
	}
}
