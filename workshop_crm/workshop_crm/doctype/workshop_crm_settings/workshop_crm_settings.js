frappe.ui.form.on("Workshop CRM Settings", {
	elasticsearch_test(frm) {
		frappe.call({
			method: "workshop_crm.api.search.test_connection",
			args: { values: frm.doc },
			freeze: true,
			freeze_message: __("Asking Elasticsearch"),
			callback: ({ message }) => {
				frappe.msgprint({
					title: message.ok ? __("Connected") : __("Not Connected"),
					indicator: message.ok ? "green" : "red",
					message: message.message,
				});
			},
		});
	},
});
