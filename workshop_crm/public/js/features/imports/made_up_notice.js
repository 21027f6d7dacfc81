/** Real data does not go beside made-up people: the notice, and the way out. */

import { postTo } from "../../host/http.js";
import { button } from "../../ui/button.js";
import { confirmDialog } from "../../ui/dialog.js";
import { h } from "../../ui/dom.js";
import { panel } from "../../ui/panel.js";

const REMOVE = "/preview/remove-demo";

/** @param {import("../../host/types.js").Host} host @param {() => void} onRemoved */
export function madeUpNotice(host, onRemoved) {
	const remove = button(__("Remove the made-up workshop"), {
		kind: "danger",
		icon: "trash",
		onClick: async () => {
			const question = {
				title: __("Remove the made-up workshop?"),
				text: __(
					"All made-up customers, invoices and answers, and what you tried with them, are removed for good.",
				),
				label: __("Remove the made-up workshop"),
			};
			if (!(await confirmDialog(host, question))) return;
			try {
				await postTo(REMOVE);
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
