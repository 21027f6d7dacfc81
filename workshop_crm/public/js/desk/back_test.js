/** What a Loyalty Program would have given for the invoices of the last 12 months, beside the program in use. */

import { bdi, h } from "../ui/dom.js";

/**
 * @param {import("../host/types.js").Host} host
 * @param {Object} form of a saved Loyalty Program
 */
export async function backTest(host, form) {
	if (form.is_dirty()) {
		frappe.msgprint(__("Save the program first: what is saved is tried."));
		return;
	}
	try {
		const found = await frappe.xcall("workshop_crm.api.loyalty.back_test", { draft: form.doc.name });
		show(host, found);
	} finally {
		frappe.hide_progress();
	}
}

function show(host, found) {
	const dialog = new frappe.ui.Dialog({
		title: __("Back-test"),
		size: "large",
		fields: [{ fieldname: "result", fieldtype: "HTML" }],
	});
	dialog.get_field("result").$wrapper[0].replaceChildren(...parts(host, found));
	dialog.show();
}

function parts(host, found) {
	const programs = [found.draft, found.current].filter(Boolean);
	return [
		h(
			"p",
			{},
			__("{0} invoices from {1} to {2}: {3}", [
				host.format.points(found.invoices),
				host.format.date(found.since),
				host.format.date(found.until),
				host.format.money(found.turnover),
			]),
		),
		table(
			[
				__("Program"),
				__("Points"),
				__("Cost if all are redeemed"),
				__("Of turnover"),
				__("Tiers"),
				__("Rules"),
			],
			programs.map((program) => programCells(host, program)),
		),
		...(found.current ? changes(host, found) : []),
	];
}

function programCells(host, program) {
	const tiers = program.tiers.map((tier) => `${named(tier)}: ${tier.members}`);
	const rules = program.rules.map((rule) => `${named(rule)}: ${rule.points}`);
	return [
		program.program,
		program.points,
		host.format.money(program.cost),
		`${program.share} %`,
		tiers.join("\n"),
		[`${__("Rate of the tiers")}: ${program.by_tiers}`, ...rules].join("\n"),
	];
}

function changes(host, found) {
	const rows = [...found.gain_most, ...found.lose_most].map((change) => [
		change.customer,
		change.current,
		change.draft,
		host.format.money(change.worth),
	]);
	const text = __("{0} customers gain, {1} lose, {2} get the same.", [found.gain, found.lose, found.same]);
	const heads = [__("Customer"), __("Points now"), __("Points then"), __("Worth")];
	return [h("p", {}, text), ...(rows.length ? [table(heads, rows)] : [])];
}

function table(heads, rows) {
	const cell = (text) => h("td", { style: "white-space: pre-line" }, bdi(String(text)));
	return h(
		"table",
		{ class: "table table-bordered" },
		h("thead", {}, h("tr", {}, ...heads.map((text) => h("th", {}, text)))),
		h("tbody", {}, ...rows.map((cells) => h("tr", {}, ...cells.map(cell)))),
	);
}

function named(row) {
	return (frappe.boot.lang === "ar" && row.name_ar) || row.name;
}
