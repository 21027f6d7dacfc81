/** The host of the preview: whole pages from its own server, nothing of Frappe's desk. */

import { showToast } from "../ui/toast.js";
import { replaceQuery, saveFrom, screenAddress } from "./address.js";
import { createFormat } from "./format.js";
import { callAddress, callServer, sendFile, withoutEmpty } from "./http.js";
import { pageHost } from "./within.js";

/**
 * @param {import("./types.js").Context} context
 * @returns {import("./types.js").Host}
 */
export function createPreviewHost(context) {
	return pageHost({
		name: "preview",
		language: context.language,
		direction: context.direction,
		context,
		call: callServer,
		send: sendFile,
		address: screenAddress,
		open: (screen, params) => location.assign(screenAddress(screen, params)),
		openCustomer: null,
		printAddress: (customer) => `/print/profile/${encodeURIComponent(customer)}`,
		invoicePaper: ({ invoice }) => `/print/invoice/${encodeURIComponent(invoice)}`,
		dashboardPaper: (filters) => `/print/dashboard?${new URLSearchParams(withoutEmpty(filters))}`,
		download: (method, args) => saveFrom(callAddress(method, args)),
		notify: showToast,
		setQuery: replaceQuery,
		listen: () => () => {},
		format: createFormat(context),
	});
}
