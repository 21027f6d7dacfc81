/** Points inside ERPNext's own invoices: the form of Sales Invoice and the Point of Sale. */

import { invoicePanel } from "../features/loyalty/till/invoice_panel.js";
import { button } from "../ui/button.js";
import { fill, h } from "../ui/dom.js";

/**
 * @param {import("../host/types.js").Host} host
 * @param {HTMLElement} place
 * @param {Object} form of Frappe
 * @param {() => *} [onSaved]
 */
export function showInvoicePoints(host, place, form, onSaved) {
	const content = form.is_new()
		? saveFirst(form)
		: invoicePanel(
				host,
				form.doc,
				(choice) => save(form, choice, onSaved),
				() => maySave(form),
			);
	fill(place, h("div", { class: "wcrm wcrm-screen", dir: host.direction, lang: host.language }, content));
}

/** What points can do is worked out on the server, from the invoice as it was saved last; each choice saves it again. */
function saveFirst(form) {
	return h(
		"div",
		{ class: "wcrm-between wcrm-till", data: { till: "unsaved" } },
		h("span", { class: "wcrm-muted" }, __("Save the invoice to see what the customer's points can do.")),
		button(__("Save"), { small: true, onClick: () => form.save() }),
	);
}

/** What somebody is writing is not saved for them. */
function maySave(form) {
	return !form.is_dirty() && Boolean(form.perm?.[0]?.write);
}

/** The server works out what the choice is worth; whatever it refuses, it says itself. */
async function save(form, choice, onSaved) {
	const { loyalty_reward, reward_code: code, redeem_loyalty_points, loyalty_points, __unsaved } = form.doc;
	const { reward, reward_code, points } = choice;
	Object.assign(form.doc, {
		loyalty_reward: reward || null,
		reward_code: reward_code || null,
		redeem_loyalty_points: points ? 1 : 0,
		loyalty_points: points,
	});
	if (!(await isStored(form))) {
		const before = { loyalty_reward, redeem_loyalty_points, loyalty_points, __unsaved };
		Object.assign(form.doc, { ...before, reward_code: code });
		throw new Error(__("The invoice was not saved."));
	}
	await onSaved?.();
}

/**
 * Without a connection Frappe's save never ends, and one whose answer is lost ends as if it had succeeded.
 *
 * @returns {Promise<boolean>} whether the server has stored the form
 */
async function isStored(form) {
	if (!frappe.is_online()) return false;
	const { modified } = form.doc;
	let refused = false;
	form.dirty();
	await form.save("Save", null, null, () => (refused = true));
	return !refused && form.doc.modified !== modified;
}
