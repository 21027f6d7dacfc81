/**
 * Entry of ERPNext's desk. The pages call `workshop_crm.mount("<screen>", wrapper, params)` each time they are shown;
 * the forms of Customer and Vehicle call `workshop_crm.showProfile(...)` and `workshop_crm.showVehicle(...)`.
 */

import { backTest } from "./desk/back_test.js";
import "./desk/earned_points.js";
import { FormDuplicates, findDuplicates, warnInQuickEntry } from "./desk/duplicates.js";
import { showInvoicePoints } from "./desk/invoice_points.js";
import { hostIn } from "./desk/places.js";
import { extendPointOfSale } from "./desk/pos/extend.js";
import { isStaff, prefetchForRoute, prefetchProfile, takeProfile } from "./desk/profile_prefetch.js";
import { showRemarks } from "./desk/remarks.js";
import { offerSearchAnywhere } from "./desk/search_anywhere.js";
import { showSearchField } from "./desk/search_field.js";
import { showPlateReading, showVehiclePanel } from "./desk/vehicle_panel.js";
import { mountScreen } from "./features/mount.js";
import { SCREENS } from "./features/registry.js";
import { openSearchDialog } from "./features/search/search_dialog.js";
import { createDeskHost } from "./host/desk.js";
import { fill, h } from "./ui/dom.js";
import { failure } from "./ui/states.js";

frappe.provide("workshop_crm");

let hostPromise = null;

function deskHost() {
	hostPromise ??= createDeskHost().catch((error) => {
		hostPromise = null;
		throw error;
	});
	return hostPromise;
}

frappe.router.on("change", () => {
	const route = frappe.get_route();
	prefetchForRoute(route);
	// The host's own request must not wait for the form either; what needs it says so when it fails.
	if (route[0] === "Form" && ["Customer", "Vehicle"].includes(route[1]) && isStaff())
		deskHost().catch(() => {});
});

workshop_crm.backTest = async (form) => backTest(await deskHost(), form);

/** What each page of the desk shows now. @type {WeakMap<HTMLElement, {end: () => void}>} */
const visits = new WeakMap();

/**
 * @param {string} name of the screen
 * @param {HTMLElement & {page?: *}} wrapper of the desk page
 * @param {Object} [params]
 */
workshop_crm.mount = async (name, wrapper, params = {}) => {
	const page = wrapper.page ?? frappe.ui.make_app_page({ parent: wrapper, single_column: true });
	page.set_title(SCREENS[name].title());
	const given = { ...params, ...routeOptions() };
	leavePage(wrapper);
	$(wrapper)
		.off("hide.workshop_crm")
		.on("hide.workshop_crm", () => leavePage(wrapper));
	const visit = { end() {} };
	visits.set(wrapper, visit);
	const host = await deskHost();
	if (visits.get(wrapper) !== visit) return;
	const screen = mountScreen(page.main.get(0), name, host, given);
	visit.end = screen.end;
	await screen.ready;
};

/** Frappe hides a page that is left, and shows it again as it is. @param {HTMLElement} wrapper */
function leavePage(wrapper) {
	visits.get(wrapper)?.end();
	visits.delete(wrapper);
}

/** Parameters that came with frappe.set_route(page, {...}) or a query; used once. */
function routeOptions() {
	const options = { ...frappe.route_options };
	frappe.route_options = null;
	return options;
}

workshop_crm.isStaff = isStaff;
workshop_crm.showRemarks = showRemarks;
workshop_crm.prefetchProfile = prefetchProfile;

/** What each place of a Customer form shows: `{customer, form, end}`. */
const profiles = new WeakMap();

/**
 * The profile inside the Customer form. Shown again for the same customer, it stays on screen until the new one has
 * arrived.
 *
 * @param {HTMLElement} place
 * @param {string} customer
 * @param {Pick<import("./features/profile/profile_screen.js").EmbeddingForm, "mayChange"|"changed">} form
 */
workshop_crm.showProfile = async (place, customer, form) => {
	const before = profiles.get(place);
	const isThere = before?.customer === customer && place.hasChildNodes();
	if (isThere && before.form.reload) return before.form.reload();
	const current = { customer, form: { ...form, load: () => takeProfile(customer) }, end() {} };
	before?.end();
	profiles.set(place, current);
	place.dataset.loading = "true";
	try {
		await showWhenReady(place, current);
	} finally {
		if (profiles.get(place) === current) delete place.dataset.loading;
	}
};

/** Unless another customer was shown in the same place in the meantime. */
async function showWhenReady(place, current) {
	let host;
	try {
		host = await deskHost();
	} catch (error) {
		const again = () => showWhenReady(place, current);
		fill(place, h("div", { class: "wcrm wcrm-panel" }, failure(error, again)));
		return;
	}
	if (profiles.get(place) !== current) return;
	const screen = mountScreen(place, "profile", host, { customer: current.customer, form: current.form });
	current.end = screen.end;
	await screen.ready;
}

/**
 * What the workshop knows of a car, inside the Vehicle form.
 *
 * @param {HTMLElement} place
 * @param {string} vehicle
 */
workshop_crm.showVehicle = async (place, vehicle) =>
	showVehiclePanel(hostIn(await deskHost(), place), place, vehicle);

/**
 * What a customer's points can do for the invoice of a form, or have done.
 *
 * @param {HTMLElement} place
 * @param {Object} form of Frappe
 * @param {() => *} [onSaved]
 */
workshop_crm.showInvoicePoints = orReportOnDesk(async (place, form, onSaved) =>
	showInvoicePoints(hostIn(await deskHost(), place), place, form, onSaved),
);

/** @param {Object} pos the classes of ERPNext's Point of Sale */
workshop_crm.extendPointOfSale = (pos) => {
	if (isStaff()) extendPointOfSale(pos, workshop_crm.showInvoicePoints);
};

/**
 * Both scripts of the plate and its owner below a field of a form, as the plate is typed.
 *
 * @param {HTMLElement} place
 * @param {HTMLInputElement} input
 * @param {string} [vehicle] the car whose form it is
 */
workshop_crm.readPlate = async (place, input, vehicle) =>
	showPlateReading(hostIn(await deskHost(), input), place, input, vehicle);

/**
 * The search dialog.
 *
 * @param {string} [query] what to look for at once
 */
workshop_crm.findCustomer = orReportOnDesk(async (query) => openSearchDialog(await deskHost(), query));

/** There is one search box of the workspace; Frappe draws its block anew each time. */
const WORKSPACE = {};

/**
 * The search box of the workspace.
 *
 * @param {HTMLElement} place
 */
workshop_crm.showSearchField = orReportOnDesk(async (place) =>
	showSearchField(hostIn(await deskHost(), WORKSPACE), place),
);

offerSearchAnywhere(workshop_crm.findCustomer);
warnInQuickEntry(deskHost, isStaff);

const formDuplicates = new WeakMap();

/** The warning of likely duplicates on one Customer form. @param {Object} form of Frappe */
workshop_crm.duplicatesOf = (form) => {
	if (!formDuplicates.has(form)) formDuplicates.set(form, new FormDuplicates(deskHost, form));
	return formDuplicates.get(form);
};

/** Looks for customers who may be the same as the saved one of a form. @param {Object} form of Frappe */
workshop_crm.findDuplicates = orReportOnDesk(async (form) => findDuplicates(await deskHost(), form));

function orReportOnDesk(work) {
	return async (...args) => {
		try {
			await work(...args);
		} catch (error) {
			frappe.show_alert({ message: frappe.utils.escape_html(error.message), indicator: "red" });
		}
	};
}
