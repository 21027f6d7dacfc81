/** A discount: how much, and whether in percent or as an amount. What cannot be given is said below it. */

import { fill, h, uniqueId } from "../../../ui/dom.js";
import { readNumber } from "../../../ui/field.js";
import { priceProblem } from "./price_check.js";

const PERCENT = "discount_percent";
const AMOUNT = "discount_amount";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {{label: string, amountLabel: string, value: import("./basket.js").Discount, limit: number,
 *   onChange: (discount: import("./basket.js").Discount, wrong: string) => void}} options limit: in percent
 */
export function discountField(host, { label, amountLabel, value, limit, onChange }) {
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
	const read = () => {
		const number = readNumber(input.value);
		const wrong = input.value.trim() ? discountProblem(host, input.value, kind.value, limit) : "";
		input.setAttribute("aria-invalid", String(Boolean(wrong)));
		problem.hidden = !wrong;
		fill(problem, wrong);
		onChange(number ? { [kind.value]: number } : {}, wrong);
	};
	input.addEventListener("input", read);
	kind.addEventListener("change", read);
	return h(
		"div",
		{ class: "wcrm-field wcrm-discount" },
		h("label", { for: id }, label),
		h("div", { class: "wcrm-discount-row" }, input, kind),
		problem,
	);
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

function discountProblem(host, text, kind, limit) {
	if (kind === AMOUNT) return priceProblem(host, text);
	const percent = readNumber(text);
	if (percent === null || percent < 0 || percent > 100) return __("Write a number from 0 to 100.");
	if (percent > limit)
		return __("You may take at most {0} % off. Ask a manager for more.", [host.format.number(limit)]);
	return "";
}
