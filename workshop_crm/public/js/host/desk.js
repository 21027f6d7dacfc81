/** The host inside ERPNext's desk. */

import { replaceQuery, saveFrom, screenAddress } from "./address.js";
import { writeWith } from "./digits.js";
import { createFormat } from "./format.js";
import { callAddress, callServer, sendFile } from "./http.js";
import { pageHost } from "./within.js";

const PAPERS = { "Sales Invoice": "Workshop Invoice", "POS Invoice": "Workshop POS Invoice" };
const INDICATORS = { good: "green", bad: "red", info: "blue" };

/** A call as the logged-in user. @returns {Promise<*>} */
export function callDesk(method, args, options = {}) {
	return callServer(method, args, { ...options, headers: { "X-Frappe-CSRF-Token": frappe.csrf_token } });
}

function sendToDesk(method, file) {
	return sendFile(method, file, { headers: { "X-Frappe-CSRF-Token": frappe.csrf_token } });
}

/** @returns {Promise<import("./types.js").Host>} */
export async function createDeskHost() {
	const context = await callDesk("session.context");
	if (context.language === "ar") writeWith(frappe._messages ?? {}, context.digits);
	return pageHost({
		name: "desk",
		language: context.language,
		direction: context.direction,
		context,
		call: callDesk,
		send: sendToDesk,
		address: screenAddress,
		open: (screen, params) => goTo(screenAddress(screen, params)),
		printAddress: profileCardAddress,
		invoicePaper,
		dashboardPaper: (filters) => callAddress("analytics.paper", filters),
		openCustomer: (id) => frappe.set_route("Form", "Customer", id),
		download: (method, args) => saveFrom(callAddress(method, args)),
		notify: (text, kind = "info") =>
			frappe.show_alert({ message: frappe.utils.escape_html(text), indicator: INDICATORS[kind] }),
		setQuery: replaceQuery,
		listen,
		format: createFormat(context),
	});
}

function profileCardAddress(customer) {
	return printAddress("Customer", customer, "Customer Profile Card");
}

function invoicePaper({ invoice, doctype = "Sales Invoice" }) {
	return printAddress(doctype, invoice, PAPERS[doctype]);
}

/** Frappe's own print view; its language decides direction, digits and first language of the paper. */
function printAddress(doctype, name, format) {
	const query = { doctype, name, format, _lang: frappe.boot.lang };
	return `/printview?${new URLSearchParams(query)}`;
}

/** frappe.set_route drops the query and ignores a change of it alone. */
function goTo(address) {
	history.pushState(null, "", address);
	frappe.router.route();
}

function listen(event, listener) {
	frappe.realtime.on(event, listener);
	return () => frappe.realtime.off(event, listener);
}
