/** How the customer likes to be treated, line by line. */

import { iconButton } from "../../ui/button.js";
import { bdi, h } from "../../ui/dom.js";
import { facts, panel } from "../../ui/panel.js";
import { openCustomerForm } from "./customer_form.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile
 * @param {import("../profile/profile_view.js").ProfilePage} page
 */
export function preferencesPanel(host, profile, page) {
	const title = __("Service preferences");
	const edit = iconButton(__("Edit preferences"), "edit", () =>
		page.edit(() => openCustomerForm(host, profile, page.changed, { section: "preferences", title })),
	);
	const { lines, values } = profile.preferences;
	// Money is written as everywhere else on the screen.
	const text = ({ key, text }) =>
		key === "approval_limit" ? host.format.money(values[key], { rounded: true }) : text;
	return panel(
		{ title, name: "preferences", actions: profile.can_write ? [edit] : [] },
		lines.length
			? facts(lines.map((line) => [line.label, bdi(text(line))]))
			: h("p", { class: "wcrm-muted" }, __("Nothing is noted yet: ask what the customer prefers.")),
	);
}
