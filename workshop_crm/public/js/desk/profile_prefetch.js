/**
 * The profile is asked for while Frappe still loads the Customer form: its tab then has it as soon as it is drawn. One
 * request at a time, used once; one that nobody fetched in time is dropped.
 */

import { callDesk } from "../host/desk.js";

const FRESH_MILLISECONDS = 15_000;
const STAFF = ["Workshop Front Desk", "Workshop Manager", "System Manager"];

/** `{customer, profile, asked, abort}` of the request under way or not used yet. */
let waiting = null;

/** Whether the user has one of the workshop's roles. */
export function isStaff() {
	return frappe.session.user === "Administrator" || STAFF.some((role) => frappe.user_roles.includes(role));
}

/** To be told of every change of the route. */
export function prefetchForRoute(route) {
	const [view, doctype, ...name] = route;
	const customer = view === "Form" && doctype === "Customer" ? name.join("/") : "";
	if (!customer || customer.startsWith("new-customer") || !isStaff()) return drop();
	if (isWaitingFor(customer)) return;
	ask(customer);
}

/** The profile: the one asked for ahead, or a new one. @returns {Promise<Object>} */
export function takeProfile(customer) {
	if (!isWaitingFor(customer)) ask(customer);
	const { profile } = waiting;
	waiting = null;
	return profile;
}

function isWaitingFor(customer) {
	return waiting?.customer === customer && Date.now() - waiting.asked < FRESH_MILLISECONDS;
}

function ask(customer) {
	drop();
	const abort = new AbortController();
	const profile = callDesk("profile.get_profile", { customer }, { signal: abort.signal });
	// Told to whoever takes it; when nobody does, it is of no interest.
	profile.catch(() => {});
	waiting = { customer, profile, asked: Date.now(), abort };
}

function drop() {
	waiting?.abort.abort();
	waiting = null;
}
