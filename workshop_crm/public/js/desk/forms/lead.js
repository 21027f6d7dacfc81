/** The Lead form says which of its phone numbers cannot be dialled. */

frappe.ui.form.on("Lead", {
	refresh: (form) => workshop_crm.showRemarks(form),
});
