/** Real data does not go beside made-up people: the notice, and the way out. */

import { button } from "../../ui/button.js";
import { confirmDialog } from "../../ui/dialog.js";
import { h } from "../../ui/dom.js";
import { panel } from "../../ui/panel.js";
import { removeDemo } from "./server.js";

/** @param {import("../../host/types.js").Host} host @param {() => void} onRemoved */
export function demoNotice(host, onRemoved) {
	const remove = button(__("Remove the made-up workshop"), {
		kind: "danger",
		icon: "trash",
		onClick: async () => {
			const question = __(
				"All made-up customers, invoices and answers, and what you tried with them, are removed for good.",
			);
			if (!(await confirmDialog(host, question, __("Remove the made-up workshop")))) return;
			try {
				await removeDemo();
				onRemoved();
			} catch (error) {
				host.notify(error.message, "bad");
			}
		},
	});
	return panel(
		{ title: __("This workshop is made up"), name: "demo" },
		h(
			"p",
			{},
			__(
				"Your own data needs an empty workshop. Remove the made-up one here, or start the preview with another data file.",
			),
		),
		h("div", { class: "wcrm-row" }, remove),
	);
}
