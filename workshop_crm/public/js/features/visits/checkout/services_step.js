/** What is done to the car: tiles to tap, and the lines with quantity and price. */

import { h } from "../../../ui/dom.js";
import { filterChips } from "../../../ui/filter_chips.js";
import { serviceLabel } from "../../../ui/labels.js";
import { panel } from "../../../ui/panel.js";
import { emptyState } from "../../../ui/states.js";
import { lineList } from "./line_list.js";
import { otherWork } from "./other_work.js";
import { nameOfItem, serviceTiles } from "./tiles.js";

/** So many tiles are seen at a glance. */
const MANY = 12;

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
	const add = (item) => addItem(host, basket, item);
	const tiles = serviceTiles(host, basket, options.items, add);
	return panel(
		{ title: __("2. Services"), name: "services" },
		options.items.length > MANY && serviceSearch(tiles),
		typeChips(host, options, (type) => tiles.show({ type })),
		tiles.count,
		tiles.element,
		serviceSelect(host, basket, options),
		otherWork(host, basket, options.other_work),
		lineList(host, basket, options),
	);
}

/** Enter takes the first service that was found. */
function serviceSearch(tiles) {
	const input = h("input", {
		class: "wcrm-input",
		type: "search",
		name: "service",
		autocomplete: "off",
		dir: "auto",
		placeholder: __("Search services"),
		"aria-label": __("Search services"),
	});
	input.addEventListener("input", () => tiles.show({ text: input.value.trim() }));
	input.addEventListener("keydown", (event) => {
		if (event.key !== "Enter" || !input.value.trim()) return;
		event.preventDefault();
		tiles.element.querySelector("button")?.click();
		input.select();
	});
	return input;
}

function typeChips(host, options, onChange) {
	const sold = new Set(options.items.map((item) => item.service_type));
	const types = options.service_types.filter((type) => sold.has(type.name));
	if (options.items.length <= MANY || types.length < 2) return null;
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

function addItem(host, basket, item) {
	basket.add({ item: item.item, name: nameOfItem(host, item), rate: basket.rateOf(item) });
}
