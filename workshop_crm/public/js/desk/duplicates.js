/** ERPNext's own forms for a customer warn of likely duplicates too, and merge them. */

import { DuplicateWarning, duplicateList } from "../features/search/duplicates.js";
import { within } from "../host/within.js";
import { button } from "../ui/button.js";
import { confirmDialog, openDialog } from "../ui/dialog.js";
import { h, isolated } from "../ui/dom.js";
import { nameOf } from "../ui/person.js";
import { emptyState } from "../ui/states.js";

/** Fields of the form, and those that ERPNext's quick entry puts in their place. */
const FIELDS = {
	name: ["customer_name"],
	name_ar: ["customer_name_ar"],
	phone: ["mobile_no", "mobile_number"],
	email: ["email_id", "email_address"],
};

/**
 * Warns while a customer is typed into a form or a quick entry.
 *
 * @param {import("../host/types.js").Host} host
 * @param {{place: HTMLElement, fields: Object, customer?: string,
 *   actions: import("../features/search/duplicates.js").DuplicateActions}} form place: around all fields; fields:
 *   Frappe's controls by name; customer: the id of one that is saved
 * @returns {{isShown: () => boolean, end: () => void}}
 */
function warnOfDuplicates(host, { place, fields, customer, actions }) {
	const life = host.life.child();
	const warning = new DuplicateWarning(within(host, life), actions);
	const root = h(
		"div",
		{ class: "wcrm wcrm-form-duplicates", dir: host.direction, lang: host.language },
		warning.element,
	);
	const follow = (event) => {
		const name = event.target.closest?.("[data-fieldname]")?.dataset.fieldname;
		if (Object.values(FIELDS).flat().includes(name)) warning.later(typed());
	};
	const typed = () => ({ ...typedInto(fields), customer });
	place.prepend(root);
	life.onEnd(() => root.remove());
	life.listen(place, "input", follow);
	warning.check(typed());
	return { isShown: () => warning.element.childElementCount > 0, end: () => life.end() };
}

function typedInto(fields) {
	const text = (name) => String(fields[name]?.$input?.val() ?? fields[name]?.value ?? "");
	const entries = Object.entries(FIELDS).map(([key, names]) => [key, names.map(text).find(Boolean)]);
	return Object.fromEntries(entries.filter(([, value]) => value));
}

/**
 * The warning on a Customer form, with the offer to merge when the customer is saved already.
 *
 * @param {import("../host/types.js").Host} host
 * @param {*} form of Frappe
 */
export function warnOnForm(host, form) {
	const isNew = form.is_new();
	return warnOfDuplicates(host, {
		place: form.layout.wrapper.get(0),
		fields: form.fields_dict,
		customer: isNew ? undefined : form.doc.name,
		actions: {
			openLabel: __("Open customer"),
			open: ({ customer }) => host.openCustomer?.(customer),
			merge: isNew || !mayMerge(form) ? undefined : (duplicate) => mergeInto(host, form.doc, duplicate),
		},
	});
}

/** As Frappe itself asks before it offers to rename. */
function mayMerge(form) {
	return Boolean(form.perm[0]?.write && form.meta.allow_rename);
}

/**
 * Customers who may be the same as one that is saved, to open or to merge with.
 *
 * @param {import("../host/types.js").Host} host
 * @param {Object} form of Frappe
 */
export async function findDuplicates(host, form) {
	const customer = form.doc;
	const values = {
		customer: customer.name,
		name: customer.customer_name,
		name_ar: customer.customer_name_ar,
		phone: customer.mobile_no,
		email: customer.email_id,
	};
	const { duplicates } = await host.call("search.duplicates", { values });
	openDialog(host, (inside, close) => {
		const actions = {
			openLabel: __("Open customer"),
			open(duplicate) {
				close();
				host.openCustomer?.(duplicate.customer);
			},
			merge: mayMerge(form)
				? async (duplicate) => (await mergeInto(host, customer, duplicate)) && close()
				: undefined,
		};
		return {
			title: __("Likely duplicates"),
			name: "duplicates",
			body: duplicates.length
				? duplicateList(inside, duplicates, actions)
				: emptyState(
						"check",
						__("No likely duplicates"),
						__("No other customer has such a name or phone."),
					),
			actions: [button(__("Close"), { onClick: close })],
			wide: true,
		};
	});
}

/** The other one stays, with everything of both. @returns {Promise<boolean>} whether it was done */
async function mergeInto(host, customer, kept) {
	const names = [customer.customer_name || customer.name, nameOf(host, kept)].map(isolated);
	const question = {
		title: __("Merge {0} into {1}?", names),
		text: __(
			"Visits, cars, points and messages of both go to {1}, and {0} is removed. This cannot be undone.",
			names,
		),
		label: __("Merge customers"),
	};
	if (!(await confirmDialog(host, question))) return false;
	await renameInto(customer.name, kept.customer);
	frappe.model.clear_doc("Customer", customer.name);
	frappe.model.clear_doc("Customer", kept.customer);
	host.notify(__("The two customers are now one."), "good");
	host.openCustomer?.(kept.customer);
	return true;
}

/** Takes its seconds: every table that names a customer is looked through. */
async function renameInto(customer, kept) {
	frappe.dom.freeze(__("The two customers are being merged."));
	try {
		await frappe.xcall("frappe.model.rename_doc.update_document_title", {
			doctype: "Customer",
			docname: customer,
			name: kept,
			merge: true,
		});
	} finally {
		frappe.dom.unfreeze();
	}
}

/** The same in a quick entry of ERPNext. @param {import("../host/types.js").Host} host @param {*} entry of Frappe */
export function warnQuickEntry(host, entry) {
	const { dialog } = entry;
	if (frappe.quick_entry !== entry) return;
	const isAskedByField = Boolean(frappe._from_link);
	const warning = warnOfDuplicates(host, {
		place: dialog.body,
		fields: dialog.fields_dict,
		actions: {
			openLabel: isAskedByField ? __("Use this customer") : __("Open customer"),
			open({ customer, name }) {
				dialog.hide();
				if (isAskedByField)
					frappe.ui.form.update_calling_link({
						doctype: "Customer",
						name: customer,
						customer_name: name,
					});
				else host.openCustomer?.(customer);
			},
		},
	});
	dialog.$wrapper.one("hidden.bs.modal", warning.end);
}
