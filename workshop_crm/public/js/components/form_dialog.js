/** A form in a dialog: stays open with the reason when the server refuses it. */

import { button } from "./button.js";
import { openDialog } from "./dialog.js";
import { fill, h, uniqueId } from "./dom.js";

/**
 * @param {{title: string, body: Node|Node[], submitLabel: string, wide?: boolean,
 *   onSubmit: (form: HTMLFormElement) => Promise<void>}} options
 * @returns {{close: () => void}}
 */
export function openFormDialog({ title, body, submitLabel, wide, onSubmit }) {
	const id = uniqueId("form");
	const problem = h("div", { role: "alert" });
	const form = h("form", { id, class: "wcrm-form" }, problem, body);
	const submit = button(submitLabel, { kind: "primary", attributes: { type: "submit", form: id } });
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		if (submit.disabled) return;
		submit.disabled = true;
		fill(problem);
		try {
			await onSubmit(form);
			dialog.close();
		} catch (error) {
			fill(problem, h("p", { class: "wcrm-problem" }, error.message));
			problem.scrollIntoView({ block: "nearest" });
		} finally {
			submit.disabled = false;
		}
	});
	const cancel = button(__("Cancel"), { onClick: () => dialog.close() });
	const dialog = openDialog({ title, body: form, actions: [cancel, submit], wide });
	form.querySelector("input, select, textarea")?.focus();
	return dialog;
}
