/** What a chassis number says as it is typed: maker, country and year, what speaks against it, and whose car it is. */

import { button } from "../../ui/button.js";
import { bdi, h } from "../../ui/dom.js";
import { inputNamed } from "../../ui/field.js";
import { knownCarNotice } from "./known_car.js";
import { typedReading } from "./typed_reading.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {import("./known_car.js").KnownCarOptions} options
 * @returns {import("./typed_reading.js").TypedReading & {follow: (form: HTMLFormElement) => void}} `follow` is given the
 *   form with the inputs vin, make and year: what is empty there is filled in, nothing else is touched
 */
export function vinReading(host, options) {
	/** @type {HTMLFormElement} */
	let form;
	const make = () => inputNamed(form, "make");
	const year = () => inputNamed(form, "year");
	const reading = typedReading(host, {
		ask: (own, text) => own.call("vehicles.read_vin", { text, make: make().value.trim() }),
		draw(answer) {
			fillIn(make(), nameIn(host, answer));
			fillIn(year(), answer.is_year_sure && answer.year);
			return drawReading(host, answer, form, options);
		},
		drawRefusal: (error) => h("p", { class: "wcrm-field-problem" }, error.message),
	});
	return {
		...reading,
		follow(given) {
			form = given;
			reading.follow(inputNamed(form, "vin"));
			host.life.listen(make(), "change", reading.again);
		},
	};
}

/** Nobody is corrected: what was typed stays. */
function fillIn(input, value) {
	if (!value || input.value.trim()) return;
	input.value = String(value);
	input.dispatchEvent(new Event("input", { bubbles: true }));
	input.dispatchEvent(new Event("change", { bubbles: true }));
}

function nameIn(host, { make, make_ar: arabic }) {
	return host.language === "ar" && arabic ? arabic : make;
}

function drawReading(host, answer, form, options) {
	const isExplained = inputNamed(form, "vin_reason").value.trim() !== "";
	return [
		answer.problem && !isExplained && h("p", { class: "wcrm-field-problem" }, answer.problem),
		said(host, answer, inputNamed(form, "year")),
		answer.doubt && h("p", { class: "wcrm-notice", data: { doubt: "make" } }, answer.doubt),
		knownCarNotice(host, answer, options),
	];
}

function said(host, answer, year) {
	const make = nameIn(host, answer);
	const parts = [
		make && bdi(make),
		answer.country && bdi(answer.country),
		answer.year && yearSaid(host, answer, year),
	].filter(Boolean);
	if (!parts.length) return null;
	return h(
		"p",
		{ class: "wcrm-hint wcrm-said", data: { vinSays: answer.vin } },
		__("By its number:"),
		h(
			"span",
			{ class: "wcrm-dotted" },
			parts.map((part) => h("span", {}, part)),
		),
	);
}

function yearSaid(host, { year, is_year_sure: isSure }, input) {
	const shown = bdi(host.format.digits(year));
	if (isSure) return [__("Model year"), " ", shown];
	const use = button(__("Use it"), {
		small: true,
		onClick() {
			input.value = String(year);
			input.dispatchEvent(new Event("input", { bubbles: true }));
		},
	});
	return [__("Model year, likely:"), " ", shown, " ", input.value.trim() ? null : use];
}
