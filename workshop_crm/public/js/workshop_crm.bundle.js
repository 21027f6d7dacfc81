/**
 * Entry of ERPNext's desk. The pages call `workshop_crm.mount("<screen>", wrapper, params)` each time they are shown;
 * the Customer form calls `workshop_crm.mountProfile(place, customer)`.
 */

import { createDeskHost } from "./host/desk.js";
import { mountScreen } from "./mount.js";
import { SCREENS } from "./screens/registry.js";

frappe.provide("workshop_crm");

let hostPromise = null;

function deskHost() {
	hostPromise ??= createDeskHost().catch((error) => {
		hostPromise = null;
		throw error;
	});
	return hostPromise;
}

/** What each page shows now: `{key, end}`. */
const shown = new WeakMap();

/**
 * @param {string} name of the screen
 * @param {HTMLElement} wrapper of the desk page
 * @param {Object} [params]
 */
workshop_crm.mount = async (name, wrapper, params = {}) => {
	const page = wrapper.page ?? frappe.ui.make_app_page({ parent: wrapper, single_column: true });
	page.set_title(SCREENS[name].title());
	const given = { ...params, ...routeOptions() };
	shown.get(wrapper)?.end?.();
	const current = { end: null };
	shown.set(wrapper, current);
	const end = await mountScreen(page.main.get(0), name, await deskHost(), given);
	if (shown.get(wrapper) === current) current.end = end;
	else end();
};

/** Parameters that came with frappe.set_route(page, {...}) or a query; used once. */
function routeOptions() {
	const options = { ...frappe.route_options };
	frappe.route_options = null;
	return options;
}

/**
 * The profile inside the Customer form.
 *
 * @param {HTMLElement} place
 * @param {string} customer
 */
workshop_crm.mountProfile = async (place, customer) =>
	mountScreen(place, "profile", await deskHost(), { customer, embedded: true });
