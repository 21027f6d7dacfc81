/** The whole profile on one screen, from one answer of profile.get_profile. */

import { h } from "../dom.js";
import { contactPanel } from "./contact.js";
import { profileFigures } from "./figures.js";
import { profileHead } from "./head.js";
import { loyaltyPanel } from "../loyalty/account.js";
import { messagesPanel } from "./messages.js";
import { satisfactionPanel } from "./satisfaction.js";
import { valuePanel } from "./value.js";
import { vehiclesPanel } from "./vehicles.js";
import { visitsPanel } from "./visits.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile
 * @param {() => Promise<void>} reload after something was changed
 * @param {{embedded?: boolean}} [options] embedded: inside the Customer form, which shows the identity itself
 */
export function profileView(host, profile, reload, options = {}) {
	return h(
		"div",
		{ class: "wcrm-profile" },
		profileHead(host, profile, reload, options),
		profileFigures(host, profile),
		h(
			"div",
			{ class: "wcrm-columns" },
			h(
				"div",
				{ class: "wcrm-column-main" },
				vehiclesPanel(host, profile, reload),
				visitsPanel(host, profile, reload),
				messagesPanel(host, profile),
			),
			h(
				"div",
				{ class: "wcrm-column-side" },
				contactPanel(host, profile),
				satisfactionPanel(host, profile),
				loyaltyPanel(host, profile.loyalty),
				valuePanel(host, profile),
			),
		),
	);
}
