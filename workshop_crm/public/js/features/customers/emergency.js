/** Whom to call when the customer cannot be reached. */

import { iconButton } from "../../ui/button.js";
import { bdi, h } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { panel } from "../../ui/panel.js";
import { outsideLink, phoneLink, telAddress } from "../../ui/person.js";
import { openCustomerForm } from "./customer_form.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile
 * @param {import("../profile/profile_view.js").ProfilePage} page
 */
export function emergencyPanel(host, profile, page) {
	const title = __("Emergency contact");
	const edit = iconButton(__("Edit emergency contact"), "edit", () =>
		page.edit(() => openCustomerForm(host, profile, page.changed, { section: "emergency", title })),
	);
	const contact = profile.emergency_contact;
	return panel(
		{ title, name: "emergency", actions: profile.can_write ? [edit] : [] },
		contact ? person(contact) : h("p", { class: "wcrm-muted" }, __("Nobody is named for an emergency.")),
	);
}

function person({ name, phone }) {
	return h(
		"div",
		{ class: "wcrm-list-row" },
		h("span", { class: "wcrm-round-icon" }, icon("profile")),
		h("div", { class: "wcrm-grow" }, h("strong", {}, bdi(name)), phone && h("p", {}, phoneLink(phone))),
		phone && !phone.problem && outsideLink(__("Call"), telAddress(phone), "phone"),
	);
}
