/** What is done to the car: tiles to tap, and the lines with quantity and price. */

import { bdi, fill, h } from "../dom.js";
import { readNumber } from "../field.js";
import { icon } from "../icons.js";
import { serviceLabel } from "../labels.js";
import { panel } from "../panel.js";
import { emptyState } from "../states.js";

const TILES_WITHOUT_FILTER = 12;

/**
 * @param {import("../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @param {Object} options answer of checkout.options
 */
export function servicesStep(host, basket, options) {
	if (!options.items.length) {
		return panel({ title: __("2. Services"), name: "services" }, emptyState("checkout", __("No service can be sold yet"), __("Items with a selling price appear here.")));
	}
	const tiles = h("div", { class: "wcrm-tiles" });
	const drawTiles = (text = "") => fill(tiles, matching(host, options.items, text).map((item) => tile(host, basket, item)));
	const lines = h("ul", { class: "wcrm-lines", "aria-label": __("Chosen services") });
	basket.on(["lines"], lineDrawer(host, basket, lines));
	drawTiles();
	return panel({ title: __("2. Services"), name: "services" }, options.items.length > TILES_WITHOUT_FILTER && filterBox(drawTiles), tiles, lines);
}

function filterBox(onFilter) {
	return h("input", {
		class: "wcrm-input",
		type: "search",
		dir: "auto",
		placeholder: __("Filter services"),
		"aria-label": __("Filter services"),
		on: { input: (event) => onFilter(event.target.value) },
	});
}

function matching(host, items, text) {
	const wanted = text.trim().toLocaleLowerCase();
	return items.filter((item) => `${item.name} ${item.name_ar ?? ""} ${item.item}`.toLocaleLowerCase().includes(wanted));
}

function tile(host, basket, item) {
	const name = serviceLabel(host, item.name, item.name_ar);
	return h(
		"button",
		{ type: "button", class: "wcrm-tile", data: { item: item.item }, on: { click: () => basket.add({ item: item.item, name, rate: item.rate }) } },
		bdi(name),
		h("span", { class: "wcrm-hint" }, host.format.money(item.rate)),
	);
}

/** Rows stay in place while their line lives, so that the focus stays in a price that is being typed. */
function lineDrawer(host, basket, list) {
	let rows = new Map();
	return () => {
		const added = basket.lines.some((line) => !rows.has(line));
		const removed = rows.size !== basket.lines.length;
		rows = new Map(basket.lines.map((line) => [line, rows.get(line) ?? lineRow(host, basket, line)]));
		if (added || removed) fill(list, [...rows.values()].map((row) => row.element));
		for (const row of rows.values()) row.draw();
	};
}

function lineRow(host, basket, line) {
	const quantity = h("output", { class: "wcrm-quantity" });
	const total = h("span", { class: "wcrm-amount" });
	const less = step(basket, line, -1, "minus", __("One less: {0}", [line.name]));
	const more = step(basket, line, 1, "plus", __("One more: {0}", [line.name]));
	const element = h(
		"li",
		{ class: "wcrm-line", data: { item: line.item } },
		bdi(line.name, { class: "wcrm-grow" }),
		h("div", { class: "wcrm-stepper" }, less, quantity, more),
		priceInput(basket, line),
		total,
	);
	const draw = () => {
		fill(quantity, host.format.number(line.qty));
		fill(total, host.format.money(line.qty * line.rate));
	};
	return { element, draw };
}

function priceInput(basket, line) {
	const label = __("Price of {0}", [line.name]);
	const input = h("input", { class: "wcrm-input wcrm-price", type: "text", inputmode: "decimal", value: line.rate, dir: "ltr", "aria-label": label });
	input.addEventListener("input", () => {
		const rate = readNumber(input.value);
		const valid = rate !== null && rate >= 0;
		input.setAttribute("aria-invalid", String(!valid));
		if (valid) basket.change(line, { rate });
	});
	return input;
}

function step(basket, line, by, iconName, label) {
	const change = () => basket.change(line, { qty: line.qty + by });
	return h("button", { type: "button", class: "wcrm-icon-button", "aria-label": label, on: { click: change } }, icon(iconName));
}
