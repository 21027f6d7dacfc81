/** The Customer form shows the whole profile at the head of its tab "Workshop". */

frappe.ui.form.on("Customer", {
	refresh(form) {
		const place = profilePlace(form);
		if (place) place.hidden = form.is_new();
		if (form.is_new()) return;
		if (place) mountWhenSeen(place, form.doc.name);
		form.add_custom_button(__("New service"), () =>
			frappe.set_route("workshop-checkout", { customer: form.doc.name }),
		);
		form.add_custom_button(__("Profile on one screen"), () =>
			frappe.set_route("workshop-profile", form.doc.name),
		);
	},
});

/** null where the tab was taken off the form. */
function profilePlace(form) {
	const tab = form.layout.tabs.find((one) => one.df.fieldname === "workshop_tab");
	if (!tab) return null;
	const known = tab.wrapper.get(0).querySelector(".wcrm-form-profile");
	if (known) return known;
	const place = document.createElement("div");
	place.className = "wcrm-form-profile";
	tab.wrapper.prepend(place);
	return place;
}

const watched = new WeakMap();

/** The form is opened more often than this tab: the profile is fetched when it comes into view. */
function mountWhenSeen(place, customer) {
	watched.get(place)?.disconnect();
	const observer = new IntersectionObserver((entries) => {
		if (!entries.some((entry) => entry.isIntersecting)) return;
		observer.disconnect();
		workshop_crm.mountProfile(place, customer);
	});
	watched.set(place, observer);
	place.replaceChildren();
	observer.observe(place);
}
