/** What staff should know before they serve the customer. */

import { iconButton } from "../../ui/button.js";
import { h } from "../../ui/dom.js";
import { panel } from "../../ui/panel.js";
import { safeFragment } from "../../ui/safe_html.js";
import { openCustomerForm } from "./customer_form.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile
 * @param {import("../profile/profile_view.js").ProfilePage} page
 */
export function notesPanel(host, profile, page) {
	const title = __("Notes about the customer");
	const edit = iconButton(__("Edit notes"), "edit", () =>
		page.edit(() => openCustomerForm(host, profile, page.changed, { section: "notes", title })),
	);
	return panel(
		{ title, name: "notes", actions: profile.can_write ? [edit] : [] },
		profile.notes
			? h("div", { class: "wcrm-formatted", dir: "auto" }, safeFragment(profile.notes))
			: h("p", { class: "wcrm-muted" }, __("No notes yet.")),
	);
}
