/** The Contact form says which of its phone numbers cannot be dialled. */

frappe.ui.form.on("Contact", {
	refresh: (form) => workshop_crm.showRemarks(form),
});
