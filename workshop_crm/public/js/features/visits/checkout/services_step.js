/** What is done to the car: tiles to tap, and the lines with quantity and price. */

import { bdi, fill, h } from "../../../ui/dom.js";
import { readNumber } from "../../../ui/field.js";
import { filterChips } from "../../../ui/filter_chips.js";
import { icon } from "../../../ui/icons.js";
import { serviceLabel } from "../../../ui/labels.js";
import { panel } from "../../../ui/panel.js";
import { emptyState } from "../../../ui/states.js";

const TILES = 12;

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @param {Object} options answer of visits.options
 */
export function servicesStep(host, basket, options) {
	if (!options.items.length) {
		return panel(
			{ title: __("2. Services"), name: "services" },
			emptyState(
				"checkout",
				__("No service can be sold yet"),
				__("Items with a selling price appear here."),
			),
		);
	}
	const tiles = h("div", { class: "wcrm-tiles" });
	const showType = (type) => {
		const items = options.items.filter((item) => !type || item.service_type === type);
		fill(
			tiles,
			items.slice(0, TILES).map((item) => tile(host, basket, item)),
		);
	};
	showType("");
	const lines = h("ul", { class: "wcrm-lines", "aria-label": __("Chosen services") });
	basket.on(["lines"], lineDrawer(host, basket, lines));
	return panel(
		{ title: __("2. Services"), name: "services" },
		typeChips(host, options, showType),
		tiles,
		serviceSelect(host, basket, options),
		lines,
	);
}

function typeChips(host, options, onChange) {
	const sold = new Set(options.items.map((item) => item.service_type));
	const types = options.service_types.filter((type) => sold.has(type.name));
	if (options.items.length <= TILES || types.length < 2) return null;
	const choices = types.map((type) => ({
		value: type.name,
		label: serviceLabel(host, type.name, type.name_ar),
	}));
	return filterChips({
		label: __("Service type"),
		options: [{ value: "", label: __("All") }, ...choices],
		value: "",
		onChange,
	});
}

/** Every service, by type: the tiles hold only the first ones. */
function serviceSelect(host, basket, options) {
	const types = new Map(
		options.service_types.map((type) => [type.name, serviceLabel(host, type.name, type.name_ar)]),
	);
	const groups = new Map();
	for (const item of options.items) {
		const type = types.get(item.service_type) ?? __("Other");
		groups.set(type, [...(groups.get(type) ?? []), item]);
	}
	const choices = [...groups].map(([type, items]) =>
		h(
			"optgroup",
			{ label: type },
			items.map((item) => h("option", { value: item.item }, nameOfItem(host, item))),
		),
	);
	const select = h(
		"select",
		{ class: "wcrm-input", data: { field: "item" }, "aria-label": __("Add a service") },
		h("option", { value: "" }, __("Add a service …")),
		choices,
	);
	select.addEventListener("change", () => {
		const item = options.items.find((one) => one.item === select.value);
		select.value = "";
		if (item) addItem(host, basket, item);
	});
	return select;
}

/** @param {{item: string, name?: string, name_ar?: string}} item */
export function nameOfItem(host, item) {
	return serviceLabel(host, item.name || item.item, item.name_ar);
}

function addItem(host, basket, item) {
	basket.add({ item: item.item, name: nameOfItem(host, item), rate: item.rate });
}

function tile(host, basket, item) {
	const add = () => addItem(host, basket, item);
	return h(
		"button",
		{
			type: "button",
			class: "wcrm-tile",
			translate: "no",
			data: { item: item.item },
			on: { click: add },
		},
		bdi(nameOfItem(host, item)),
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
		if (added || removed)
			fill(
				list,
				[...rows.values()].map((row) => row.element),
			);
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
	const input = h("input", {
		class: "wcrm-input wcrm-price",
		type: "text",
		inputmode: "decimal",
		value: line.rate,
		dir: "ltr",
		"aria-label": label,
	});
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
	return h(
		"button",
		{ type: "button", class: "wcrm-icon-button", "aria-label": label, on: { click: change } },
		icon(iconName),
	);
}
