/** A form in a dialog: stays open when it is refused, with the reason beside the input it belongs to. */

import { button } from "./button.js";
import { openDialog } from "./dialog.js";
import { fill, h, uniqueId } from "./dom.js";
import { FieldProblem } from "./field.js";
import { clearFieldProblems, showFieldProblem } from "./field_problem.js";

/**
 * @param {{title: string, body: Node|Node[], submitLabel: string, kind?: "primary"|"danger", wide?: boolean,
 *   onSubmit: (form: HTMLFormElement) => Promise<void>}} options
 * @returns {{form: HTMLFormElement, submit: HTMLButtonElement, close: () => void}}
 */
export function openFormDialog({ title, body, submitLabel, kind = "primary", wide, onSubmit }) {
	const id = uniqueId("form");
	const problem = h("div", { role: "alert" });
	const form = h("form", { id, class: "wcrm-form", novalidate: true }, problem, body);
	const submit = button(submitLabel, { kind, attributes: { type: "submit", form: id } });
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		if (submit.disabled) return;
		submit.disabled = true;
		submit.setAttribute("aria-busy", "true");
		fill(problem);
		clearFieldProblems(form);
		try {
			requireFilled(form);
			await onSubmit(form);
			dialog.close();
		} catch (error) {
			if (showFieldProblem(form, error)) return;
			fill(problem, h("p", { class: "wcrm-problem" }, error.message));
			problem.scrollIntoView({ block: "nearest" });
		} finally {
			submit.disabled = false;
			submit.removeAttribute("aria-busy");
		}
	});
	const cancel = button(__("Cancel"), { onClick: () => dialog.close() });
	const dialog = openDialog({ title, body: form, actions: [cancel, submit], wide });
	form.querySelector("input, select, textarea, [contenteditable]")?.focus();
	return { form, submit, close: dialog.close };
}

/** Said in the app's own words: the browser's are in the browser's language. */
function requireFilled(form) {
	const empty = [...form.querySelectorAll("[aria-required=true]")].find((input) => !input.value.trim());
	if (empty) throw new FieldProblem(empty.name, __("Please fill this in."));
}
