/** What a manager does when a person asks for their data, or to be forgotten. */

import { button } from "../../ui/button.js";
import { openDialog } from "../../ui/dialog.js";
import { h, ltr } from "../../ui/dom.js";
import { field, inputNamed } from "../../ui/field.js";
import { openFormDialog } from "../../ui/form_dialog.js";
import { orReport } from "../../ui/or_report.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile
 * @param {import("../profile/profile_view.js").ProfilePage} page
 * @returns {Array<{label: string, icon: string, onClick: () => *}>} entries of a menu
 */
export function personalDataActions(host, profile, page) {
	return [
		{
			label: __("Export personal data"),
			icon: "download",
			onClick: orReport(host, () => exportData(host, profile.customer)),
		},
		{
			label: __("Erase personal data"),
			icon: "trash",
			onClick: () => page.edit(() => openEraseForm(host, profile.customer, page.changed)),
		},
	];
}

async function exportData(host, customer) {
	const data = await host.call("privacy.export", { customer });
	const file = new Blob([JSON.stringify(data, null, 2)], { type: "application/json" });
	const link = document.createElement("a");
	link.href = URL.createObjectURL(file);
	link.download = `personal-data-${customer}.json`;
	document.body.append(link);
	link.click();
	link.remove();
	host.life.onEnd(() => URL.revokeObjectURL(link.href));
}

function openEraseForm(host, customer, onErased) {
	openFormDialog(host, () => ({
		title: __("Erase personal data"),
		submitLabel: __("Erase for good"),
		kind: "danger",
		body: eraseQuestion(customer),
		onOpen(form, submit) {
			const input = inputNamed(form, "confirm");
			const follow = () => (submit.disabled = input.value.trim() !== customer);
			input.addEventListener("input", follow);
			follow();
		},
		async onSubmit(form) {
			const confirm = inputNamed(form, "confirm").value.trim();
			const answer = await host.call("privacy.erase", { customer, confirm });
			host.notify(__("The personal data is erased."), "good");
			if (answer.remarks?.length) showRemarks(host, answer.remarks);
			await onErased(answer.customer);
		},
	}));
}

function eraseQuestion(customer) {
	return [
		h(
			"p",
			{},
			__(
				"Names, phones, addresses, consents, preferences, notes, messages and answers of this person are erased. Invoices stay, as the law asks. This cannot be undone.",
			),
		),
		h("p", {}, __("Type this to confirm:"), " ", ltr(customer, { class: "wcrm-strong" })),
		field({
			name: "confirm",
			label: __("Customer to erase"),
			dir: "ltr",
			attributes: { spellcheck: "false" },
		}),
	];
}

/** What stays and why, for the one who answers the person. It stays on screen while the profile changes to its new name. */
function showRemarks(host, remarks) {
	openDialog(host.page, (_inside, close) => ({
		title: __("What stays"),
		body: h(
			"ul",
			{ class: "wcrm-list" },
			remarks.map((remark) => h("li", { class: "wcrm-list-row" }, remark)),
		),
		actions: [button(__("Close"), { kind: "primary", onClick: close })],
	}));
}
