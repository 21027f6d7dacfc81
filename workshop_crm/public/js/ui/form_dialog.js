/**
 * A form in a dialog: stays open when it is refused, with the reason beside the input it belongs to, and asks before what was
 * entered is lost.
 */

import { button } from "./button.js";
import { openDialog } from "./dialog.js";
import { fill, h, uniqueId } from "./dom.js";
import { FieldProblem } from "./field.js";
import { clearFieldProblems, showFieldProblem } from "./field_problem.js";
import { guardChanges } from "./unsaved.js";

/**
 * @typedef {Object} FormOptions
 * @property {string} title
 * @property {Node|Node[]} body
 * @property {string} submitLabel
 * @property {"primary"|"danger"} [kind]
 * @property {boolean} [wide]
 * @property {(form: HTMLFormElement) => Promise<void>} onSubmit the dialog closes when it is done
 * @property {(form: HTMLFormElement, submit: HTMLButtonElement) => void} [onOpen]
 */

/**
 * @param {import("../host/types.js").Host} host
 * @param {(inside: import("../host/types.js").Host, close: () => void, leave: () => Promise<boolean>) => FormOptions} make
 *   see openDialog
 */
export function openFormDialog(host, make) {
	openDialog(host, (inside, close, leave) => {
		const { title, wide, onOpen, ...options } = make(inside, close, leave);
		const { form, submit } = formOf(options, close);
		let mayLeave = async () => true;
		queueMicrotask(() => {
			focusFirst(form);
			onOpen?.(form, submit);
			mayLeave = guardChanges(inside, form, () => submit.hasAttribute("aria-busy"));
		});
		const actions = [button(__("Cancel"), { onClick: leave }), submit];
		return { title, wide, body: form, actions, mayClose: () => mayLeave() };
	});
}

/**
 * @param {Pick<FormOptions, "body"|"submitLabel"|"kind"|"onSubmit">} options
 * @param {() => void} close
 */
function formOf({ body, submitLabel, kind = "primary", onSubmit }, close) {
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
			close();
		} catch (error) {
			if (showFieldProblem(form, error)) return;
			fill(problem, h("p", { class: "wcrm-problem" }, error.message));
			problem.scrollIntoView({ block: "nearest" });
		} finally {
			submit.disabled = false;
			submit.removeAttribute("aria-busy");
		}
	});
	return { form, submit };
}

/** @param {HTMLElement} form */
function focusFirst(form) {
	/** @type {?HTMLElement} */
	const first = form.querySelector("input, select, textarea, [contenteditable]");
	first?.focus();
}

/** Said in the app's own words: the browser's are in the browser's language. */
function requireFilled(form) {
	const empty = [...form.querySelectorAll("[aria-required=true]")].find((input) => !input.value.trim());
	if (empty) throw new FieldProblem(empty.name, __("Please fill this in."));
}
