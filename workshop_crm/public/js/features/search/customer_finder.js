/** Finding anyone, to open them, to begin a service, to reach them, or to write them down: page, dialog and workspace. */

import { button } from "../../ui/button.js";
import { orReport } from "../../ui/or_report.js";
import { emptyState } from "../../ui/states.js";
import { openNewCustomer, valuesFromQuery } from "../customers/customer_form.js";
import { CustomerSearch } from "./customer_search.js";
import { mayServe } from "./hit_actions.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{query?: string, limit?: number, popup?: boolean, onQuery?: (query: string) => void,
 *   onLeave?: () => void}} options onLeave: the list goes before a form for a new customer opens; the form stays
 * @returns {{search: CustomerSearch, create: HTMLElement}} create: the button for a new customer
 */
export function customerFinder(host, { query, limit, popup, onQuery, onLeave }) {
	const create = orReport(host, () => createCustomer(host, search.query, onLeave));
	const createButton = (label) => button(label, { kind: "primary", icon: "plus", onClick: create });
	const search = new CustomerSearch(host, {
		query,
		limit,
		popup,
		actions: true,
		renderNothing: (asked) => nothingFound(asked, createButton),
		onQuery,
		onChoose: (hit, event) => openHit(host, hit, event),
	});
	return { search, create: createButton(__("New customer")) };
}

/** The profile, or with Shift the checkout; with Ctrl or Cmd in a tab of its own. */
function openHit(host, hit, event) {
	const screen = event.shiftKey && mayServe(host, hit) ? "checkout" : "profile";
	const params = { customer: hit.customer };
	if (event.ctrlKey || event.metaKey) window.open(host.address(screen, params), "_blank", "noopener");
	else host.open(screen, params);
}

function createCustomer(host, typed, onLeave) {
	onLeave?.();
	const around = onLeave ? host.page : host;
	return openNewCustomer(around, valuesFromQuery(typed), (customer) =>
		around.open("profile", { customer }),
	);
}

/**
 * @param {string} asked
 * @param {(label: string) => HTMLElement} createButton
 */
function nothingFound(asked, createButton) {
	if (!asked)
		return emptyState(
			"profile",
			__("No customers yet"),
			__("Create the first one, or import your list."),
		);
	return emptyState(
		"search",
		__("Nobody found for “{0}”", [asked]),
		__("Check the spelling, or try a phone number, a plate, a car or an invoice number."),
		createButton(__("Create customer")),
	);
}
