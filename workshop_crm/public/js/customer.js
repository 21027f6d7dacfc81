/** The Customer form opens on the tab "Workshop", with the whole profile at its head. */

frappe.ui.form.on("Customer", {
	onload(form) {
		if (!form.is_new() && workshop_crm.isStaff()) openOnWorkshopTab(form);
	},

	refresh(form) {
		const place = profilePlace(form);
		const isShown = !form.is_new() && workshop_crm.isStaff();
		if (place) place.hidden = !isShown;
		if (!isShown) return;
		if (place) workshop_crm.showProfile(place, form.doc.name, surroundings(form));
		form.add_custom_button(__("New service"), () =>
			frappe.set_route("workshop-checkout", { customer: form.doc.name }),
		);
		form.add_custom_button(__("Profile on one screen"), () =>
			frappe.set_route("workshop-profile", form.doc.name),
		);
	},
});

function workshopTab(form) {
	return form.layout.tabs.find((tab) => tab.df.fieldname === "workshop_tab");
}

/** Before Frappe activates the first tab; a tab that was chosen for this customer before stays. */
function openOnWorkshopTab(form) {
	const tab = workshopTab(form);
	if (tab && !form.get_active_tab()) form.set_active_tab(tab);
}

/** null where the tab was taken off the form. */
function profilePlace(form) {
	const tab = workshopTab(form);
	if (!tab) return null;
	const known = tab.wrapper.get(0).querySelector(".wcrm-form-profile");
	if (known) return known;
	const place = document.createElement("div");
	place.className = "wcrm-form-profile";
	tab.wrapper.prepend(place);
	return place;
}

/** The field moves into the profile, which draws the history in it; its section would stay behind empty. */
function historyPlace(form) {
	const field = form.get_field("communication_history");
	if (!field) return null;
	field.section?.wrapper.addClass("wcrm-moved");
	return field.wrapper;
}

/** What the profile asks of the form around it. */
function surroundings(form) {
	return {
		historyPlace: historyPlace(form),
		mayChange() {
			if (!form.is_dirty()) return true;
			frappe.show_alert({
				message: __("Save your changes to the form first."),
				indicator: "orange",
			});
			return false;
		},
		/** Loads the record again, which also shows the profile again. */
		changed: () => form.reload_doc(),
	};
}
