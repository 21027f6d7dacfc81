/** Labelled inputs. Arabic-Indic digits are welcome wherever a number is asked for. */

import { h, uniqueId } from "./dom.js";

/**
 * @typedef {Object} FieldOptions
 * @property {string} name
 * @property {string} label
 * @property {"text"|"number"|"date"|"datetime-local"|"email"|"tel"|"select"|"textarea"} [type]
 * @property {string|number|null} [value]
 * @property {boolean} [required]
 * @property {string} [hint]
 * @property {string} [dir]
 * @property {string} [lang]
 * @property {string} [placeholder]
 * @property {Array<{value: string, label: string}>} [options] for a select
 * @property {Object} [attributes]
 * @property {boolean} [hidden] until something asks for it
 */

/** @param {FieldOptions} options @returns {HTMLElement} the field; its input is `[name]` inside */
export function field(options) {
	const id = uniqueId("field");
	const hintId = options.hint ? `${id}-hint` : null;
	return h(
		"div",
		{ class: "wcrm-field", hidden: options.hidden },
		h(
			"label",
			{ for: id },
			options.label,
			options.required && h("span", { class: "wcrm-required", "aria-hidden": "true" }, " *"),
		),
		control(options, { id, "aria-describedby": hintId }),
		options.hint && h("p", { class: "wcrm-hint", id: hintId }, options.hint),
	);
}

function control(options, properties) {
	const shared = {
		...properties,
		class: "wcrm-input",
		name: options.name,
		"aria-required": options.required ? "true" : null,
		dir: options.dir,
		lang: options.lang,
		placeholder: options.placeholder,
		...options.attributes,
	};
	if (options.type === "select") return selectControl(options, shared);
	if (options.type === "textarea") return h("textarea", { rows: 3, ...shared, value: options.value ?? "" });
	if (options.type === "number")
		return h("input", {
			type: "text",
			inputmode: "decimal",
			autocomplete: "off",
			...shared,
			value: options.value ?? "",
		});
	return h("input", {
		type: options.type ?? "text",
		autocomplete: "off",
		...shared,
		value: options.value ?? "",
	});
}

function selectControl(options, shared) {
	const choices = options.options.map(({ value, label }) =>
		h("option", { value, selected: value === options.value }, label),
	);
	return h("select", shared, choices);
}

/**
 * @param {{name: string, label: string, checked?: boolean, attributes?: Object}} options
 * @returns {HTMLElement} a box to tick, with its label after it
 */
export function checkField({ name, label, checked, attributes }) {
	const id = uniqueId("field");
	return h(
		"div",
		{ class: "wcrm-field wcrm-check" },
		h("input", { type: "checkbox", id, name, checked, ...attributes }),
		h("label", { for: id }, label),
	);
}

const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** With or without commas, which part thousands: in "12,50" somebody means something else by one. */
const NUMBER = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;

/** "١٬٢٥٠٫٥" or "1,250.5" as a number; null when it is none. */
export function readNumber(text) {
	const latin = String(text ?? "")
		.replace(ARABIC_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
		.replace(/\u066b/g, ".")
		.replace(/\u066c/g, ",")
		.replace(/\s/g, "");
	return NUMBER.test(latin) ? Number(latin.replaceAll(",", "")) : null;
}

/** The values of all named inputs inside `element`, trimmed; "" becomes null, a box to tick is true or false. */
export function readFields(element) {
	const inputs = [...element.querySelectorAll("input[name], select[name], textarea[name]")];
	return Object.fromEntries(inputs.filter(isRead).map((input) => [input.name, valueIn(input)]));
}

function isRead(input) {
	return input.type !== "radio" || input.checked;
}

function valueIn(input) {
	return input.type === "checkbox" ? input.checked : input.value.trim() || null;
}

/**
 * The number typed into the input `name`; null when it is empty.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {{whole?: boolean}} [options]
 * @throws {FieldProblem} when it is no number, or no whole one where `whole` is asked for
 */
export function numberIn(form, name, { whole } = {}) {
	const text = inputNamed(form, name).value.trim();
	if (!text) return null;
	const number = readNumber(text);
	if (number === null || (whole && !Number.isInteger(number)))
		throw new FieldProblem(name, whole ? __("Write a whole number.") : __("Write a number."));
	return number;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLInputElement}
 */
export function inputNamed(form, name) {
	return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}

/** What is wrong with one input, found before anything was sent. */
export class FieldProblem extends Error {
	constructor(field, message) {
		super(message);
		this.field = field;
	}
}
