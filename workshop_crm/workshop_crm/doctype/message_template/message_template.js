const WORDS = ["text", "sms_text", "subject", "link_button", "reply_buttons"];

frappe.ui.form.on("Message Template", {
	refresh(frm) {
		for (const name of WORDS) {
			frm.get_field(`${name}_en`).$input?.attr("dir", "ltr");
			frm.get_field(`${name}_ar`).$input?.attr("dir", "rtl");
		}
		show_preview(frm);
		if (!frm.is_new()) frm.add_custom_button(__("Fetch Approval"), () => fetch_approval(frm));
	},
	text_en: show_preview,
	text_ar: show_preview,
	sms_text_en: show_preview,
	sms_text_ar: show_preview,
	subject_en: show_preview,
	subject_ar: show_preview,
	link_button_en: show_preview,
	link_button_ar: show_preview,
	reply_buttons_en: show_preview,
	reply_buttons_ar: show_preview,
	purpose: show_preview,
	whatsapp_template_en: show_preview,
	whatsapp_template_ar: show_preview,
});

function show_preview(frm) {
	if (!frappe.model.can_write("Message Template")) return;
	const values = { purpose: frm.doc.purpose || "Other" };
	for (const language of ["en", "ar"])
		for (const name of [...WORDS, "whatsapp_template"])
			values[`${name}_${language}`] = frm.doc[`${name}_${language}`] || "";
	frappe.call("workshop_crm.api.messaging.preview_template", { values }).then(({ message }) => {
		for (const language of ["en", "ar"])
			frm.get_field(`preview_${language}`).$wrapper.html(preview_html(message[language], language));
	});
}

function preview_html(shown, language) {
	const safe = frappe.utils.escape_html;
	const direction = language === "ar" ? "rtl" : "ltr";
	const text = (label, value) =>
		value
			? `<p class="control-label">${label}</p><p dir="${direction}" style="white-space: pre-line; overflow-wrap: anywhere; padding: 8px 12px; border-radius: 8px; background: var(--control-bg)">${safe(value)}</p>`
			: "";
	const places = shown.places.map((name, index) => `{{${index + 1}}} = ${name}`).join(", ");
	const buttons = shown.buttons
		.map(({ label, means }) => `<li><bdi>${safe(label)}</bdi> = <bdi dir="ltr">${safe(means)}</bdi></li>`)
		.join("");
	const problems = shown.problems.map((problem) => `<li>${safe(problem)}</li>`).join("");
	return [
		text(__("As It Arrives"), shown.text),
		text(__("SMS ({0} parts)", [shown.segments]), shown.sms),
		text(__("To Submit for Approval"), shown.to_submit),
		places ? `<p class="text-muted" dir="ltr">${safe(places)}</p>` : "",
		buttons
			? `<p class="control-label">${__("Buttons to Submit")}</p><ul dir="${direction}" style="text-align: start">${buttons}</ul>`
			: "",
		problems ? `<ul class="text-danger">${problems}</ul>` : "",
	].join("");
}

function fetch_approval(frm) {
	frappe.call({
		method: "workshop_crm.api.messaging.fetch_approval",
		args: { template: frm.doc.name },
		freeze: true,
		freeze_message: __("Checking with the provider"),
		callback: async ({ message }) => {
			await frm.reload_doc();
			const languages = { en: __("English"), ar: __("Arabic") };
			const told = Object.entries(message).flatMap(([language, problems]) =>
				problems.map((problem) => `${languages[language]}: ${frappe.utils.escape_html(problem)}`),
			);
			frappe.msgprint({
				title: told.length ? __("Not Ready Yet") : __("Approved"),
				indicator: told.length ? "orange" : "green",
				message: told.join("<br>") || __("Both languages can be sent by WhatsApp."),
			});
		},
	});
}
