/** A new Loyalty Program may start from a template, a saved one is tried on last year's invoices; a rule names a tier. */

const TABLES = ["collection_rules", "earning_rules"];
// A template says nothing of these.
const LEFT_ALONE = new Set(["loyalty_program_name", "program_name_ar", "from_date", "to_date", ...TABLES]);

frappe.ui.form.on("Loyalty Program", {
	setup(form) {
		offerAccounts(form, "points_liability_account", "Liability");
		offerAccounts(form, "points_breakage_account", "Income");
	},
	refresh(form) {
		if (form.is_new()) form.add_custom_button(__("Start from a Template"), () => chooseTemplate(form));
		else form.add_custom_button(__("Back-test"), () => workshop_crm.backTest(form));
		offerTiers(form);
	},
});

frappe.ui.form.on("Loyalty Program Collection", { tier_name: offerTiers });

/** Only accounts of the program's company to which points can be booked. */
function offerAccounts(form, field, rootType) {
	form.set_query(field, () => ({
		filters: { company: form.doc.company, root_type: rootType, is_group: 0 },
	}));
}

async function chooseTemplate(form) {
	const templates = await frappe.xcall("workshop_crm.api.loyalty.templates");
	const byTitle = Object.fromEntries(templates.map((template) => [template.title, template]));
	const dialog = new frappe.ui.Dialog({
		title: __("Start from a Template"),
		fields: [
			{
				fieldname: "template",
				fieldtype: "Select",
				label: __("Template"),
				options: Object.keys(byTitle),
				default: templates[0].title,
				reqd: 1,
				change: () => explain(dialog, byTitle[dialog.get_value("template")]),
			},
			{ fieldname: "explanation", fieldtype: "HTML" },
		],
		primary_action_label: __("Use This Template"),
		primary_action({ template }) {
			dialog.hide();
			take(form, byTitle[template]);
		},
	});
	dialog.show();
	explain(dialog, templates[0]);
}

function explain(dialog, template) {
	if (!template) return;
	const lines = [template.explanation, `${__("Example")}: ${template.example}`];
	if (template.left_out.length)
		lines.push(__("Left out, because there is no such service: {0}", [template.left_out.join(", ")]));
	const place = dialog.get_field("explanation").$wrapper[0];
	place.replaceChildren(...lines.map(paragraph));
}

function paragraph(text) {
	const element = document.createElement("p");
	element.textContent = text;
	return element;
}

/** What the form holds of name and dates stays; all else is the template's. */
async function take(form, { program }) {
	for (const table of TABLES) {
		form.clear_table(table);
		for (const row of program[table]) form.add_child(table, row);
		form.refresh_field(table);
	}
	const values = Object.entries(program).filter(([field]) => !LEFT_ALONE.has(field));
	await form.set_value(Object.fromEntries(values));
	if (!form.doc.loyalty_program_name)
		await form.set_value("loyalty_program_name", program.loyalty_program_name);
	await form.set_value("loyalty_program_type", "Multiple Tier Program");
	offerTiers(form);
}

/** The tiers that are typed above, as choices of the rules' field. */
function offerTiers(form) {
	const names = (form.doc.collection_rules || []).map((row) => row.tier_name).filter(Boolean);
	form.fields_dict.earning_rules?.grid.update_docfield_property("tier", "options", names.join("\n"));
}
