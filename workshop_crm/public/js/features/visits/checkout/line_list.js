/** The lines of the basket, with quantity and price. */

import { bdi, fill, h } from "../../../ui/dom.js";
import { icon } from "../../../ui/icons.js";
import { lineMore } from "./line_more.js";
import { linePrice } from "./line_price.js";
import { lineOff, QTY_DECIMALS } from "./line_prices.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @param {Object} options answer of visits.options
 * @returns {HTMLElement}
 */
export function lineList(host, basket, options) {
	const lines = h("ul", { class: "wcrm-lines", "aria-label": __("Chosen services") });
	const draw = lineDrawer(host, basket, options, lines);
	basket.on(["lines", "prices"], draw);
	draw();
	return lines;
}

/** Rows stay in place while their line lives, so that the focus stays in a price that is being typed. */
function lineDrawer(host, basket, options, list) {
	let rows = new Map();
	return () => {
		const added = basket.lines.some((line) => !rows.has(line));
		const removed = rows.size !== basket.lines.length;
		rows = new Map(
			basket.lines.map((line) => [line, rows.get(line) ?? lineRow(host, basket, options, line)]),
		);
		if (added || removed)
			fill(
				list,
				[...rows.values()].map((row) => row.element),
			);
		for (const row of rows.values()) row.draw();
	};
}

function lineRow(host, basket, options, line) {
	const quantity = h("output", { class: "wcrm-quantity" });
	const total = h("span", { class: "wcrm-amount" });
	const less = step(basket, line, -1, "minus", __("One less: {0}", [line.name]));
	const more = step(basket, line, 1, "plus", __("One more: {0}", [line.name]));
	const price = linePrice(host, basket, line, options.discount_limit);
	const own = lineMore(host, basket, line, options);
	const element = h(
		"li",
		{ class: "wcrm-line", data: { item: line.item } },
		bdi(line.name, { class: "wcrm-grow" }),
		h("div", { class: "wcrm-stepper" }, less, quantity, more),
		price.input,
		total,
		price.note,
		own.element,
	);
	const draw = () => {
		price.draw();
		own.draw();
		fill(quantity, host.format.number(line.qty, QTY_DECIMALS));
		const off = lineOff(line, host.context.currency_precision);
		fill(total, host.format.money(line.qty * (line.rate - off)));
	};
	return { element, draw };
}

function step(basket, line, by, iconName, label) {
	const change = () => basket.change(line, { qty: Number((line.qty + by).toFixed(QTY_DECIMALS)) });
	return h(
		"button",
		{ type: "button", class: "wcrm-icon-button", "aria-label": label, on: { click: change } },
		icon(iconName),
	);
}
