/**
 * The screens for ERPNext's desk, fetched when the first of them is opened: `workshop_crm.screens` is what
 * `desk/screens.js` waits for.
 */

import { backTest } from "./desk/back_test.js";
import { showClosedPage } from "./desk/closed_page.js";
import { findDuplicates, warnOnForm, warnQuickEntry } from "./desk/duplicates.js";
import { showInvoicePoints } from "./desk/invoice_points.js";
import { hostIn } from "./desk/places.js";
import { showSearchField } from "./desk/search_field.js";
import { showPlateReading, showVehiclePanel } from "./desk/vehicle_panel.js";
import { mountScreen } from "./features/mount.js";
import { SCREENS } from "./features/registry.js";
import { openSearchDialog } from "./features/search/search_dialog.js";
import { createDeskHost } from "./host/desk.js";
import { fill, h } from "./ui/dom.js";
import { failure } from "./ui/states.js";
import { keepsPage } from "./ui/unsaved.js";

let hostPromise = null;

function deskHost() {
	hostPromise ??= createDeskHost().catch((error) => {
		hostPromise = null;
		throw error;
	});
	return hostPromise;
}

/** Frappe shows another page as soon as the address says so: by Back, by a link, by its search bar. */
const showPage = frappe.router.route;
frappe.router.route = function route(...args) {
	return keepsPage() ? undefined : showPage.apply(this, args);
};

/** What each page of the desk shows now. @type {WeakMap<HTMLElement, {end: () => void}>} */
const visits = new WeakMap();

/**
 * @param {string} name of the screen
 * @param {HTMLElement & {page?: *}} wrapper of the desk page
 * @param {Object} params
 */
async function mount(name, wrapper, params) {
	if (frappe.container.page !== wrapper) return;
	const page = wrapper.page ?? frappe.ui.make_app_page({ parent: wrapper, single_column: true });
	page.set_title(SCREENS[name].title());
	leavePage(wrapper);
	$(wrapper)
		.off("hide.workshop_crm")
		.on("hide.workshop_crm", () => leavePage(wrapper));
	const visit = { end() {} };
	visits.set(wrapper, visit);
	const host = await deskHost();
	if (visits.get(wrapper) !== visit) return;
	const screen = mountScreen(page.main.get(0), name, host, params);
	visit.end = screen.end;
	await screen.ready;
}

/** Frappe hides a page that is left, and shows it again as it is. @param {HTMLElement} wrapper */
function leavePage(wrapper) {
	visits.get(wrapper)?.end();
	visits.delete(wrapper);
}

/** What each place of a Customer form shows: `{customer, form, end}`. */
const profiles = new WeakMap();

/**
 * The profile inside the Customer form. Shown again for the same customer, it stays on screen until the new one has
 * arrived.
 *
 * @param {HTMLElement} place
 * @param {string} customer
 * @param {import("./features/profile/profile_screen.js").EmbeddingForm} form
 */
async function showProfile(place, customer, form) {
	const before = profiles.get(place);
	const isThere = before?.customer === customer && place.hasChildNodes();
	if (isThere && before.form.reload) return before.form.reload();
	const current = { customer, form, end() {} };
	before?.end();
	profiles.set(place, current);
	place.dataset.loading = "true";
	try {
		await showWhenReady(place, current);
	} finally {
		if (profiles.get(place) === current) delete place.dataset.loading;
	}
}

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

/** There is one search box of the workspace; Frappe draws its block anew each time. */
const WORKSPACE = {};

workshop_crm.screens = {
	deskHost,
	mount,
	showClosedPage,
	showProfile,
	backTest: async (form) => backTest(await deskHost(), form),
	showVehicle: async (place, vehicle) => showVehiclePanel(hostIn(await deskHost(), place), place, vehicle),
	showInvoicePoints: async (place, form, onSaved) =>
		showInvoicePoints(hostIn(await deskHost(), place), place, form, onSaved),
	readPlate: async (place, input, vehicle) =>
		showPlateReading(hostIn(await deskHost(), input), place, input, vehicle),
	findCustomer: async (query) => openSearchDialog(await deskHost(), query),
	showSearchField: async (place) => showSearchField(hostIn(await deskHost(), WORKSPACE), place),
	findDuplicates: async (form) => findDuplicates(await deskHost(), form),
	warnOnForm: async (form) => warnOnForm(await deskHost(), form),
	warnQuickEntry: async (entry) => warnQuickEntry(await deskHost(), entry),
};
