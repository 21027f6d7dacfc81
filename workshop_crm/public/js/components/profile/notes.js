/** What whoever serves the customer should know. */

import { iconButton } from "../button.js";
import { h } from "../dom.js";
import { panel } from "../panel.js";
import { safeFragment } from "../safe_html.js";
import { openCustomerForm } from "./customer_form.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile
 * @param {import("./profile_view.js").ProfilePage} page
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
