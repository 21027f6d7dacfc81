frappe.ui.form.on("Workshop CRM Settings", {
	refresh(frm) {
		show_webhooks(frm);
	},

	messaging_test(frm) {
		if (frm.is_dirty()) {
			frappe.msgprint(__("Save the settings first: the test uses the saved ones."));
			return;
		}
		ask_for_test();
	},

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

function show_webhooks(frm) {
	frappe.call("workshop_crm.api.messaging.webhook_addresses").then(({ message }) => {
		for (const [field, provider] of [
			["twilio_webhook", "Twilio"],
			["meta_webhook", "Meta"],
		]) {
			const address = frappe.utils.escape_html(message[provider]);
			frm.get_field(field).$wrapper.html(
				`<label class="control-label">${__("Webhook")}</label><p dir="ltr" class="text-muted"><code>${address}</code></p>`,
			);
		}
	});
}

function ask_for_test() {
	const dialog = new frappe.ui.Dialog({
		title: __("Send a Test Message"),
		fields: [
			{
				fieldname: "channel",
				fieldtype: "Select",
				label: __("Channel"),
				options: [
					{ value: "WhatsApp", label: __("WhatsApp") },
					{ value: "SMS", label: __("SMS") },
					{ value: "Email", label: __("Email") },
				],
				reqd: 1,
			},
			{
				fieldname: "address",
				fieldtype: "Data",
				label: __("Your Phone Number or E-mail Address"),
				reqd: 1,
			},
			{
				fieldname: "template",
				fieldtype: "Link",
				options: "Message Template",
				label: __("Message Template"),
				description: __(
					"WhatsApp takes only an approved template, unless you wrote to the number within a day.",
				),
			},
		],
		primary_action_label: __("Send"),
		primary_action: (values) => send_test(dialog, values),
	});
	dialog.show();
}

function send_test(dialog, values) {
	frappe.call({
		method: "workshop_crm.api.messaging.send_test",
		args: values,
		freeze: true,
		freeze_message: __("Checking with the provider"),
		callback: ({ message }) => {
			if (message.ok) dialog.hide();
			frappe.msgprint({
				title: message.ok ? __("Sent") : __("Not Sent"),
				indicator: message.ok ? "green" : "red",
				message: message.sentences.map(frappe.utils.escape_html).join("<br>"),
			});
		},
	});
}
