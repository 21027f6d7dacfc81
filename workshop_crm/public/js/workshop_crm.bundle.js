/**
 * What every page of ERPNext's desk loads of the app. The pages call `workshop_crm.mount("<screen>", wrapper, params)` each time
 * they are shown; the forms call the functions below. All of them fetch the screens first.
 */

import { explainClosedPages } from "./desk/closed_pages.js";
import "./desk/earned_points.js";
import { FormDuplicates } from "./desk/form_duplicates.js";
import { extendPointOfSale } from "./desk/pos/extend.js";
import { isStaff, prefetchForRoute, prefetchProfile, takeProfile } from "./desk/profile_prefetch.js";
import { warnInQuickEntry } from "./desk/quick_entry.js";
import { showRemarks } from "./desk/remarks.js";
import { onScreens, screens } from "./desk/screens.js";
import { offerSearchAnywhere } from "./desk/search_anywhere.js";

frappe.provide("workshop_crm");

frappe.router.on("change", () => {
	const route = frappe.get_route();
	prefetchForRoute(route);
	// The screens and their first request must not wait for the form; what needs them says so when they fail.
	if (route[0] === "Form" && ["Customer", "Vehicle"].includes(route[1]) && isStaff())
		screens()
			.then((loaded) => loaded.deskHost())
			.catch(() => {});
});

workshop_crm.isStaff = isStaff;
workshop_crm.showRemarks = showRemarks;
workshop_crm.prefetchProfile = prefetchProfile;

const mount = onScreens("mount");

/**
 * A screen in a page of the desk. The parameters that came with the route belong to this moment: when the screens are there, another
 * page may be shown already.
 *
 * @param {string} name of the screen
 * @param {HTMLElement & {page?: *}} wrapper of the desk page
 * @param {Object} [params]
 */
workshop_crm.mount = (name, wrapper, params = {}) => {
	const given = { ...params, ...frappe.route_options };
	frappe.route_options = null;
	return mount(name, wrapper, given);
};

/**
 * The profile inside the Customer form.
 *
 * @param {HTMLElement} place
 * @param {string} customer
 * @param {Pick<import("./features/profile/profile_screen.js").EmbeddingForm, "mayChange"|"changed">} form
 */
workshop_crm.showProfile = (place, customer, form) => {
	place.dataset.loading = "true";
	screens().catch(() => delete place.dataset.loading);
	return showProfile(place, customer, { ...form, load: () => takeProfile(customer) });
};
const showProfile = onScreens("showProfile");

/** What the workshop knows of a car, inside the Vehicle form: `showVehicle(place, vehicle)`. */
workshop_crm.showVehicle = onScreens("showVehicle");

/** What a customer's points can do for the invoice of a form, or have done: `showInvoicePoints(place, form, onSaved)`. */
workshop_crm.showInvoicePoints = onScreens("showInvoicePoints");

/** @param {Object} pos the classes of ERPNext's Point of Sale */
workshop_crm.extendPointOfSale = (pos) => {
	if (isStaff()) extendPointOfSale(pos, workshop_crm.showInvoicePoints);
};

/** Both scripts of the plate and its owner below a field, as the plate is typed: `readPlate(place, input, vehicle)`. */
workshop_crm.readPlate = onScreens("readPlate");

/** What a saved draft of a Loyalty Program would have given: `backTest(form)`. */
workshop_crm.backTest = onScreens("backTest");

/** The search dialog: `findCustomer(query)`, with what to look for at once. */
workshop_crm.findCustomer = onScreens("findCustomer");

/** The search box of the workspace: `showSearchField(place)`. */
workshop_crm.showSearchField = onScreens("showSearchField");

/** Looks for customers who may be the same as the saved one of a form. */
workshop_crm.findDuplicates = onScreens("findDuplicates");

explainClosedPages(onScreens("showClosedPage"));
offerSearchAnywhere(workshop_crm.findCustomer);
warnInQuickEntry();

const formDuplicates = new WeakMap();

/** The warning of likely duplicates on one Customer form. @param {Object} form of Frappe */
workshop_crm.duplicatesOf = (form) => {
	if (!formDuplicates.has(form)) formDuplicates.set(form, new FormDuplicates(form));
	return formDuplicates.get(form);
};
