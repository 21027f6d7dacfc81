/** Invoices of ERPNext say above their fields which rules gave how many points. */

for (const doctype of ["Sales Invoice", "POS Invoice"])
	frappe.ui.form.on(doctype, { refresh: showEarnedPoints });

function showEarnedPoints(form) {
	const because = form.doc.__onload?.workshop_points_earned;
	if (!because) return;
	const text = frappe.utils.escape_html(`${__("Points earned")}: ${because}`);
	form.dashboard.add_comment(text, "green", true);
}
