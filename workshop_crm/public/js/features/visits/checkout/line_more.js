/** What a line may have of its own: a discount, and who worked and advised on it. */

import { h } from "../../../ui/dom.js";
import { field } from "../../../ui/field.js";
import { discountField } from "./discount_field.js";
import { beyondText } from "./price_problem.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @param {import("./basket.js").Line} line
 * @param {Object} options answer of visits.options
 * @returns {{element: ?HTMLElement, draw: () => void}} without an element when there is nothing that the user may choose
 */
export function lineMore(host, basket, line, options) {
	const isDiscounted = Boolean(line.discount_percent || line.discount_amount);
	// Who may give none may take away the one that somebody else gave.
	const discount = options.discount_limit > 0 || isDiscounted ? lineDiscount(host, basket, line) : null;
	const whose = options.people.length ? people(basket, line, options.people) : [];
	if (!discount && !whose.length) return { element: null, draw() {} };
	const element = h(
		"details",
		{
			class: "wcrm-details wcrm-line-more",
			open: Boolean(isDiscounted || line.technician || line.adviser),
		},
		h(
			"summary",
			{ "aria-label": __("Discount and people: {0}", [line.name]) },
			discount ? __("Discount, technician") : __("Technician"),
		),
		h("div", { class: "wcrm-form-grid" }, discount?.element, whose),
	);
	const draw = () => {
		const wrong = beyondText(host, line, "discount", options.discount_limit);
		discount?.say(wrong);
		if (wrong) element.open = true;
	};
	return { element, draw };
}

function lineDiscount(host, basket, line) {
	return discountField(host, {
		label: __("Discount on each"),
		amountLabel: __("Amount off each"),
		value: line,
		onChange: (discount, wrong) => {
			const none = { discount_percent: 0, discount_amount: 0 };
			const given = wrong ? {} : { ...none, ...discount };
			basket.change(line, { ...given, wrongDiscount: wrong });
		},
	});
}

function people(basket, line, names) {
	return [
		["technician", __("Technician")],
		["adviser", __("Service adviser")],
	].map(([role, label]) => {
		const element = field({
			name: `line_${role}`,
			label,
			type: "select",
			options: [
				{ value: "", label: __("As for the whole visit") },
				...names.map((name) => ({ value: name, label: name })),
			],
			value: line[role] ?? "",
			attributes: { translate: "no" },
		});
		const select = /** @type {HTMLSelectElement} */ (element.querySelector("select"));
		select.addEventListener("change", () => basket.setLinePeople(line, { [role]: select.value }));
		return element;
	});
}
