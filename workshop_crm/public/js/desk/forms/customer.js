/** The Customer form opens on the tab "Workshop", with the whole profile at its head. */

/**
 * The profile shows and changes what these hold. Frappe builds tables anew for every customer, seen or not, and that takes
 * as long as the rest of the form: they stay off it until somebody asks for them. The emergency contact stays on it: Frappe
 * hides a tab without any field.
 */
const SHOWN_BY_THE_PROFILE = [
	"vehicle_ownership",
	"communication_channels",
	"customer_notes",
	"communication_history",
];

frappe.ui.form.on("Customer", {
	before_load(form) {
		if (!workshop_crm.isStaff()) return;
		if (!form.is_new()) workshop_crm.prefetchProfile(form.doc.name);
		setHidden(1);
		setHidden(form.is_new() ? 0 : 1, form.doc.name);
		// Frappe measures the form while it fills it, and would measure the profile of the customer before as well.
		profilePlace(form)?.replaceChildren();
	},

	onload(form) {
		if (!form.is_new() && workshop_crm.isStaff()) openOnWorkshopTab(form);
	},

	before_save(form) {
		if (workshop_crm.isStaff()) workshop_crm.duplicatesOf(form).saving();
	},

	after_save(form) {
		if (workshop_crm.isStaff()) workshop_crm.duplicatesOf(form).saved();
	},

	refresh(form) {
		workshop_crm.showRemarks(form);
		if (workshop_crm.isStaff()) workshop_crm.duplicatesOf(form).refreshed();
		const place = profilePlace(form);
		const isShown = !form.is_new() && workshop_crm.isStaff();
		for (const part of place ? [place, place.nextElementSibling] : []) part.hidden = !isShown;
		if (!isShown) return;
		if (place) workshop_crm.showProfile(place, form.doc.name, surroundings(form));
		form.add_custom_button(__("Complete a service"), () =>
			frappe.set_route("workshop-checkout", { customer: form.doc.name }),
		);
		form.add_custom_button(__("Profile on one screen"), () =>
			frappe.set_route("workshop-profile", form.doc.name),
		);
		form.page.add_menu_item(__("Find duplicates"), () => workshop_crm.findDuplicates(form));
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
	tab.wrapper.prepend(place, fieldsButton(form));
	return place;
}

/** Of one customer's form, or of every one that is opened from now on. */
function setHidden(hidden, customer) {
	for (const fieldname of SHOWN_BY_THE_PROFILE) {
		const field = frappe.meta.get_docfield("Customer", fieldname, customer);
		if (field) field.hidden = hidden;
	}
}

function fieldsButton(form) {
	const button = document.createElement("button");
	button.className = "btn btn-default btn-xs m-3";
	button.textContent = __("Show all fields");
	button.addEventListener("click", () => {
		setHidden(0, form.doc.name);
		form.refresh_fields();
		form.scroll_to_field("vehicle_ownership");
	});
	return button;
}

/** What the profile asks of the form around it. */
function surroundings(form) {
	return {
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
