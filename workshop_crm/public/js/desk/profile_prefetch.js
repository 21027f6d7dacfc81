/**
 * The profile is asked for as soon as Frappe has the Customer form's record, and arrives while the form is drawn. Not before:
 * both would wait for each other on the server. One request at a time, used once; one that nobody fetched in time is
 * dropped.
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

/** Called at every change of the route. The first form of a session takes so long that the profile is asked for at once. */
export function prefetchForRoute(route) {
	const [view, doctype, ...name] = route;
	const customer = view === "Form" && doctype === "Customer" ? name.join("/") : "";
	const isFirst = customer && !customer.startsWith("new-customer") && !frappe.get_meta("Customer");
	if (isFirst && isStaff()) prefetchProfile(customer);
	else if (!isWaitingFor(customer)) drop();
}

/** Ask ahead for the profile of a customer whose form is about to be drawn. */
export function prefetchProfile(customer) {
	if (!isWaitingFor(customer)) ask(customer);
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
	// A failure is shown by what takes the profile; when nothing does, it is of no interest.
	profile.catch(() => {});
	waiting = { customer, profile, asked: Date.now(), abort };
}

function drop() {
	waiting?.abort.abort();
	waiting = null;
}
