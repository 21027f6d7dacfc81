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

/** Below the totals, on the form's first tab: where the cashier looks before submitting. */
function pointsPlace(form) {
	const totals = form.get_field("grand_total").$wrapper.get(0).closest(".form-section");
	const next = totals.nextElementSibling;
	if (next?.matches(".wcrm-form-points")) return next;
	const place = document.createElement("div");
	place.className = "wcrm-form-points";
	totals.after(place);
	return place;
}
