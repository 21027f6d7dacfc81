/**
 * The idempotency key of an attempt: the same basket sent again (a second tap, a lost answer, a reloaded page) carries
 * the same key, so the server completes it once. A changed basket, or one after success, is a new attempt; but as long as
 * nobody knows what became of the last one, the customer's next one carries its key, and the server says if it is done.
 */

import { randomKey } from "../../../ui/random_key.js";

const STORE = "workshop_crm.checkout_attempt";
const REFUSED = 400;
const CONFLICT = 409;
const BROKEN = 500;

/** @param {Object} basket what will be sent @returns {string} */
export function keyFor(basket) {
	const signature = JSON.stringify(basket);
	const last = remembered();
	const isSame = last?.signature === signature || (last?.isOpen && last.customer === basket.customer);
	const key = isSame ? last.key : randomKey();
	remember({ signature, key, customer: basket.customer, isOpen: true });
	return key;
}

/** The attempt came to its end: the next basket is a new one even if it looks the same. */
export function attemptDone() {
	remember(null);
}

/** @param {{status?: number}} error a refusal tells what became of the attempt, a lost or broken answer does not */
export function attemptFailed({ status = 0 }) {
	if (status === CONFLICT) return attemptDone();
	if (status >= REFUSED && status < BROKEN) remember({ ...remembered(), isOpen: false });
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
