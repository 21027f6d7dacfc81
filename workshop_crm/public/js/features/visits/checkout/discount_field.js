/** A discount: how much, and whether in percent or as an amount. What is none, or more than may be given, is said below it. */

import { h, uniqueId } from "../../../ui/dom.js";
import { readNumber } from "../../../ui/field.js";
import { priceProblem } from "./price_check.js";
import { showProblem } from "./price_problem.js";

const PERCENT = "discount_percent";
const AMOUNT = "discount_amount";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {{label: string, amountLabel: string, value: import("./basket.js").Discount,
 *   onChange: (discount: import("./basket.js").Discount, wrong: string) => void}} options
 * @returns {{element: HTMLElement, say: (refused: string) => void}} say: why the server would refuse the discount, else ""
 */
export function discountField(host, { label, amountLabel, value, onChange }) {
	const id = uniqueId("discount");
	const problem = h("p", { class: "wcrm-problem", id: `${id}-problem`, role: "alert", hidden: true });
	const input = h("input", {
		id,
		class: "wcrm-input wcrm-discount-input",
		name: "discount",
		type: "text",
		inputmode: "decimal",
		autocomplete: "off",
		dir: "ltr",
		value: value[PERCENT] || value[AMOUNT] || "",
		"aria-describedby": `${id}-problem`,
	});
	const kind = kindSelect(label, amountLabel, value);
	let typo = "";
	const say = (refused) => {
		const wrong = typo || refused;
		input.setAttribute("aria-invalid", String(Boolean(wrong)));
		showProblem(problem, wrong);
	};
	const read = () => {
		const number = readNumber(input.value);
		typo = input.value.trim() ? discountProblem(host, input.value, kind.value) : "";
		say("");
		onChange(number ? { [kind.value]: number } : {}, typo);
	};
	input.addEventListener("input", read);
	kind.addEventListener("change", read);
	const element = h(
		"div",
		{ class: "wcrm-field wcrm-discount" },
		h("label", { for: id }, label),
		h("div", { class: "wcrm-discount-row" }, input, kind),
		problem,
	);
	return { element, say };
}

function kindSelect(label, amountLabel, value) {
	const chosen = value[AMOUNT] ? AMOUNT : PERCENT;
	const option = (kind, text) => h("option", { value: kind, selected: kind === chosen }, text);
	return h(
		"select",
		{ class: "wcrm-input", "aria-label": __("{0}: in percent or as an amount", [label]) },
		option(PERCENT, __("Percent")),
		option(AMOUNT, amountLabel),
	);
}

function discountProblem(host, text, kind) {
	if (kind === AMOUNT) return priceProblem(host, text);
	const percent = readNumber(text);
	return percent === null || percent < 0 || percent > 100 ? __("Write a number from 0 to 100.") : "";
}
