/** The whole profile on one screen, from one answer of profile.get_profile. */

import { h } from "../../ui/dom.js";
import { valuePanel } from "../analytics/value.js";
import { contactPanel } from "../customers/contact.js";
import { emergencyPanel } from "../customers/emergency.js";
import { notesPanel } from "../customers/notes.js";
import { preferencesPanel } from "../customers/preferences.js";
import { loyaltyPanel } from "../loyalty/account.js";
import { historyPanel } from "../messaging/history.js";
import { satisfactionPanel } from "../surveys/satisfaction.js";
import { vehiclesPanel } from "../vehicles/vehicles.js";
import { visitsPanel } from "../visits/visits.js";
import { profileFigures } from "./figures.js";
import { profileHead } from "./head.js";

/**
 * What a panel may ask of the screen or the form it stands in.
 *
 * @typedef {Object} ProfilePage
 * @property {boolean} embedded inside ERPNext's Customer form
 * @property {() => Promise<void>} reload after something about the customer changed that is not on their own record
 * @property {(customer?: string) => Promise<void>} changed after the customer's own record changed, and perhaps its id
 * @property {(open: () => *) => Promise<void>} edit opens a dialog that changes the record, unless its form has
 *   unsaved changes
 */

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile
 * @param {ProfilePage} page
 */
export function profileView(host, profile, page) {
	return h(
		"div",
		{ class: "wcrm-profile", data: { customer: profile.customer } },
		profileHead(host, profile, page),
		profileFigures(host, profile),
		h(
			"div",
			{ class: "wcrm-columns wcrm-profile-columns" },
			h(
				"div",
				{ class: "wcrm-column-main" },
				vehiclesPanel(host, profile, page),
				visitsPanel(host, profile, page.reload),
				historyPanel(host, profile),
			),
			h(
				"div",
				{ class: "wcrm-column-side" },
				preferencesPanel(host, profile, page),
				notesPanel(host, profile, page),
				satisfactionPanel(host, profile, page.reload),
				loyaltyPanel(host, profile.loyalty, profile.customer),
				contactPanel(host, profile, page),
				emergencyPanel(host, profile, page),
				valuePanel(host, profile),
			),
		),
	);
}
