/** The price of a line: it is the list's until somebody types one, which then stands. Below it is said what is wrong with it. */

import { h, isolated, uniqueId } from "../../../ui/dom.js";
import { readNumber } from "../../../ui/field.js";
import { priceProblem } from "./price_check.js";
import { beyondText, showProblem } from "./price_problem.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @param {import("./basket.js").Line} line
 * @param {number} limit of the user's discounts, in percent
 * @returns {{input: HTMLInputElement, note: HTMLElement, draw: () => void}}
 */
export function linePrice(host, basket, line, limit) {
	const id = uniqueId("price");
	const problem = h("p", { class: "wcrm-problem", role: "alert", hidden: true });
	const input = priceInput(line, id);
	const setPrice = (price) => basket.change(line, { wrongPrice: "", ...price });
	input.addEventListener("input", () => {
		const wrong = priceProblem(host, input.value);
		setPrice(wrong ? { wrongPrice: wrong } : { rate: readNumber(input.value), is_listed: false });
	});
	const about = aboutPrice(host, line, () => {
		setPrice({ rate: line.price?.listed ?? line.rate, is_listed: true });
		input.focus();
	});
	const note = h("div", { class: "wcrm-line-note", id, hidden: true }, problem, about.element);
	const draw = () => {
		const wrong = line.wrongPrice || beyondText(host, line, "price", limit);
		input.setAttribute("aria-invalid", String(Boolean(wrong)));
		showProblem(problem, wrong);
		const isTheLists = line.is_listed && !line.wrongPrice;
		if (isTheLists && readNumber(input.value) !== line.rate) input.value = String(line.rate);
		about.draw();
		note.hidden = !wrong && about.element.hidden;
	};
	return { input, note, draw };
}

function priceInput(line, describedBy) {
	return h("input", {
		class: "wcrm-input wcrm-price",
		type: "text",
		inputmode: "decimal",
		value: line.rate,
		dir: "ltr",
		"aria-label": __("Price of {0}", [line.name]),
		"aria-describedby": describedBy,
	});
}

/** What the customer would pay without the typed price, with the way back to it; and which Pricing Rule made that. */
function aboutPrice(host, line, back) {
	const listed = h("span");
	const rule = h("span");
	const button = h(
		"button",
		{ type: "button", class: "wcrm-link-button", data: { action: "list-price" }, on: { click: back } },
		__("Use the list price"),
	);
	const element = h("p", { class: "wcrm-hint wcrm-dotted", hidden: true }, listed, rule, button);
	const draw = () => {
		const { rate, is_listed: isListed, price } = line;
		const hasList = Boolean(price) && price.listed !== null && !line.wrongPrice;
		const isOther = hasList && !isListed && rate !== price.listed;
		listed.textContent = isOther ? __("List price: {0}", [host.format.money(price.listed)]) : "";
		rule.textContent = hasList && price.rule ? __("Pricing rule: {0}", [isolated(price.rule)]) : "";
		listed.hidden = button.hidden = !isOther;
		rule.hidden = !rule.textContent;
		element.hidden = listed.hidden && rule.hidden;
	};
	return { element, draw };
}
