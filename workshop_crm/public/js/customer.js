/** The Customer form shows the whole profile in its first tab, above ERPNext's own fields. */

frappe.ui.form.on("Customer", {
	refresh(form) {
		const place = profilePlace(form);
		place.hidden = form.is_new();
		if (form.is_new()) return;
		workshop_crm.mountProfile(place, form.doc.name);
		form.add_custom_button(__("New service"), () => frappe.set_route("workshop-checkout", { customer: form.doc.name }));
		form.add_custom_button(__("Profile on one screen"), () => frappe.set_route("workshop-profile", form.doc.name));
	},
});

function profilePlace(form) {
	const known = form.layout.wrapper.get(0).querySelector(".wcrm-form-profile");
	if (known) return known;
	const place = document.createElement("div");
	place.className = "wcrm-form-profile";
	form.layout.wrapper.find(".form-tabs-list, .form-layout").first().before(place);
	if (!place.isConnected) form.layout.wrapper.prepend(place);
	return place;
}
