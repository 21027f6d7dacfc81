/** The host inside ERPNext's desk. */

import { confirmDialog } from "../components/dialog.js";
import { replaceQuery, saveFrom, screenAddress } from "./address.js";
import { createFormat } from "./format.js";
import { callAddress, callServer } from "./http.js";

const INDICATORS = { good: "green", bad: "red", info: "blue" };

/** @returns {Promise<import("./types.js").Host>} */
export async function createDeskHost() {
	const call = (method, args, options = {}) =>
		callServer(method, args, { ...options, headers: { "X-Frappe-CSRF-Token": frappe.csrf_token } });
	const context = await call("session.context");
	return {
		name: "desk",
		language: context.language,
		direction: context.direction,
		context,
		call,
		address: screenAddress,
		open: (screen, params) => goTo(screenAddress(screen, params)),
		openCustomer: (id) => frappe.set_route("Form", "Customer", id),
		download: (method, args) => saveFrom(callAddress(method, args)),
		notify: (text, kind = "info") =>
			frappe.show_alert({ message: frappe.utils.escape_html(text), indicator: INDICATORS[kind] }),
		confirm: confirmDialog,
		setQuery: replaceQuery,
		listen,
		format: createFormat(context),
	};
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
