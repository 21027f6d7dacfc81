/**
 * The idempotency key of an attempt: the same basket sent again (a second tap, a lost answer, a reloaded page) carries
 * the same key, so the server completes it once. A changed basket, or one after success, is a new attempt.
 */

import { randomKey } from "../../../ui/random_key.js";

const STORE = "workshop_crm.checkout_attempt";

/** @param {Object} basket what will be sent @returns {string} */
export function keyFor(basket) {
	const signature = JSON.stringify(basket);
	const last = remembered();
	if (last?.signature === signature) return last.key;
	const key = randomKey();
	remember({ signature, key });
	return key;
}

/** The attempt came to its end: the next basket is a new one even if it looks the same. */
export function attemptDone() {
	remember(null);
}

let latest = null;

/** A browser may refuse storage: then only a reloaded page forgets the attempt. */
function remember(attempt) {
	latest = attempt;
	try {
		sessionStorage.setItem(STORE, JSON.stringify(attempt));
	} catch {
		return;
	}
}

function remembered() {
	try {
		return latest ?? JSON.parse(sessionStorage.getItem(STORE) ?? "null");
	} catch {
		return latest;
	}
}
