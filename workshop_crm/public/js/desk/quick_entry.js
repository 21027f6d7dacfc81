/** ERPNext's quick entry, opened from lists and from every link field to a customer, warns of likely duplicates too. */

import { isStaff } from "./profile_prefetch.js";
import { screens } from "./screens.js";

export function warnInQuickEntry() {
	const entry = frappe.ui.form.CustomerQuickEntryForm;
	if (!entry) return;
	frappe.ui.form.CustomerQuickEntryForm = class extends entry {
		render_dialog() {
			super.render_dialog();
			if (isStaff())
				screens()
					.then((loaded) => loaded.warnQuickEntry(this))
					.catch(console.error);
		}
	};
}
