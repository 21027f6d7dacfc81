/** The Sales Invoice form shows what the customer's points can do for it, and what they did. */

frappe.ui.form.on("Sales Invoice", {
	refresh: showPoints,
	customer: showPoints,
	items_on_form_rendered: showPoints,
});

function showPoints(form) {
	if (!workshop_crm.isStaff()) return;
	const place = pointsPlace(form);
	const { customer, is_return, is_consolidated, docstatus } = form.doc;
	place.hidden = !customer || is_return || is_consolidated || docstatus === 2;
	if (!place.hidden) workshop_crm.showInvoicePoints(place, form);
}

/** Above the totals' section of the form, where the cashier looks before submitting. */
function pointsPlace(form) {
	const section = form.get_field("loyalty_points_redemption").wrapper;
	const parent = section.get ? section.get(0) : section;
	const known = parent.parentElement.querySelector(".wcrm-form-points");
	if (known) return known;
	const place = document.createElement("div");
	place.className = "wcrm-form-points";
	parent.before(place);
	return place;
}
