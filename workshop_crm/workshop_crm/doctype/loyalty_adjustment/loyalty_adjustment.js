/** What waits is approved or refused here, by another manager than the one who asked for it. */

frappe.ui.form.on("Loyalty Adjustment", {
	refresh(frm) {
		if (frm.doc.status !== "Waiting for Approval") return;
		if (frm.doc.owner !== frappe.session.user) {
			frm.add_custom_button(__("Approve"), () => decide(frm, true)).addClass("btn-primary");
		}
		frm.add_custom_button(__("Refuse"), () => decide(frm, false));
	},
});

function decide(frm, approve) {
	return frappe
		.call({
			method: "workshop_crm.api.loyalty.decide_adjustment",
			args: { adjustment: frm.doc.name, approve },
			freeze: true,
		})
		.then(() => frm.reload_doc());
}
