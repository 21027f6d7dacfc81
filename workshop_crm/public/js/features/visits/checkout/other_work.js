/** Work that is on no list: what it is, what it costs, how often. */

import { button } from "../../../ui/button.js";
import { h } from "../../../ui/dom.js";
import { FieldProblem, field, inputNamed, readNumber } from "../../../ui/field.js";
import { clearFieldProblems, showFieldProblem } from "../../../ui/field_problem.js";
import { QTY_DECIMALS } from "./line_prices.js";
import { priceProblem } from "./price_check.js";

const MOST_LETTERS = 140;
const EMPTY = { description: "", other_price: "", other_qty: "1" };

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @param {?string} item that stands for such work; null where the site has none
 * @returns {?HTMLElement}
 */
export function otherWork(host, basket, item) {
	if (!item) return null;
	const form = h(
		"form",
		{ class: "wcrm-other-work", novalidate: true, data: { form: "other-work" } },
		field({
			name: "description",
			label: __("What was done"),
			dir: "auto",
			attributes: { maxlength: MOST_LETTERS },
		}),
		field({ name: "other_price", label: __("Price"), type: "number" }),
		field({ name: "other_qty", label: __("Quantity"), type: "number", value: EMPTY.other_qty }),
		button(__("Add"), { icon: "plus", attributes: { type: "submit" } }),
	);
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		clearFieldProblems(form);
		try {
			basket.addOther({ item, ...read(host, form) });
			for (const [name, value] of Object.entries(EMPTY)) inputNamed(form, name).value = value;
			inputNamed(form, "description").focus();
		} catch (error) {
			showFieldProblem(form, error);
		}
	});
	return h("details", { class: "wcrm-details" }, h("summary", {}, __("Other work")), form);
}

/** @throws {FieldProblem} */
function read(host, form) {
	const description = inputNamed(form, "description").value.trim();
	if (!description) throw new FieldProblem("description", __("Please fill this in."));
	const price = inputNamed(form, "other_price").value;
	const wrong = priceProblem(host, price);
	if (wrong) throw new FieldProblem("other_price", wrong);
	const qty = readNumber(inputNamed(form, "other_qty").value);
	if (!qty || qty <= 0 || Number(qty.toFixed(QTY_DECIMALS)) !== qty)
		throw new FieldProblem(
			"other_qty",
			__("Write a number above zero with at most {0} decimals, such as 1.5.", [
				host.format.number(QTY_DECIMALS),
			]),
		);
	return { description, rate: readNumber(price), qty };
}
