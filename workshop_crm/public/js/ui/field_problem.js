/** Why one input of a form was refused, said beside it until something is typed there. */

import { h, uniqueId } from "./dom.js";

/** What takes each problem on screen away again. @type {WeakMap<Element, () => void>} */
const clearing = new WeakMap();

/**
 * Shows `error.message` beside the input that `error.field` names, and brings a hidden one into view.
 *
 * @param {HTMLElement} form inputs carry the name as `name`, groups of inputs as `data-input`
 * @param {Error & {field?: string}} error
 * @returns {boolean} false when the form has no such input
 */
export function showFieldProblem(form, error) {
	const input = /** @type {?HTMLElement} */ (inputOf(form, error.field));
	if (!input) return false;
	const place = /** @type {HTMLElement} */ (input.closest(".wcrm-field, .wcrm-fieldset") ?? input);
	place.hidden = false;
	const id = uniqueId("problem");
	const before = input.getAttribute("aria-describedby");
	const problem = h("p", { class: "wcrm-field-problem", id, role: "alert" }, error.message);
	place.append(problem);
	input.setAttribute("aria-invalid", "true");
	input.setAttribute("aria-describedby", [before, id].filter(Boolean).join(" "));
	const clear = () => {
		problem.remove();
		input.removeAttribute("aria-invalid");
		before ? input.setAttribute("aria-describedby", before) : input.removeAttribute("aria-describedby");
		input.removeEventListener("input", clear);
	};
	input.addEventListener("input", clear);
	clearing.set(problem, clear);
	input.scrollIntoView({ block: "nearest" });
	problem.scrollIntoView({ block: "nearest" });
	input.focus({ preventScroll: true });
	return true;
}

export function clearFieldProblems(form) {
	for (const problem of form.querySelectorAll(".wcrm-field-problem")) clearing.get(problem)?.();
}

/** "emergency_contact.phone", or the group "emergency_contact" where the form has no such input. */
function inputOf(form, name) {
	for (let one = name; one; one = one.slice(0, Math.max(0, one.lastIndexOf(".")))) {
		const quoted = CSS.escape(one);
		const input = form.querySelector(`[name="${quoted}"], [data-input="${quoted}"]`);
		if (input) return input;
	}
	return null;
}
