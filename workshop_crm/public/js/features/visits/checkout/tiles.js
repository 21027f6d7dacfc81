/** The services as tiles to tap: what the car is due for comes first, and each says how often it is in the basket. */

import { bdi, fill, h } from "../../../ui/dom.js";
import { serviceLabel } from "../../../ui/labels.js";
import { badge } from "../../../ui/panel.js";
import { QTY_DECIMALS } from "./line_prices.js";

const TILES = 12;
const URGENT = ["overdue", "soon"];
const TONES = { overdue: "bad", soon: "warn" };

/** @param {{item: string, name?: string, name_ar?: string}} item */
export function nameOfItem(host, item) {
	return serviceLabel(host, item.name || item.item, item.name_ar);
}

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @param {Object[]} items of visits.options
 * @param {(item: Object) => void} add
 * @returns {{element: HTMLElement, count: HTMLElement, show: (wanted: {type?: string, text?: string}) => void}}
 */
export function serviceTiles(host, basket, items, add) {
	const element = h("div", { class: "wcrm-tiles" });
	const count = h("p", { class: "wcrm-hint", role: "status", data: { count: "tiles" } });
	let shown = { type: "", text: "" };
	const draw = () => {
		const due = dueOf(basket);
		const found = items.filter((item) => isWanted(item, shown)).sort(urgentFirst(due));
		fill(
			element,
			found.slice(0, TILES).map((item) => tile(host, basket, item, due.get(item.service_type), add)),
		);
		count.textContent = countText(host, found.length, shown.text);
	};
	const show = (wanted) => {
		shown = { ...shown, ...wanted };
		draw();
	};
	basket.on(["customer", "vehicle"], draw);
	basket.on(["lines"], () => countTiles(host, basket, element));
	draw();
	return { element, count, show };
}

/** What the chosen car needs now, by service type. @returns {Map<string, string>} */
function dueOf(basket) {
	const car = basket.customer?.vehicles.find((one) => one.vehicle === basket.vehicle);
	const urgent = (car?.service_due ?? []).filter((due) => URGENT.includes(due.status));
	return new Map(urgent.map((due) => [due.service_type, due.status]));
}

function urgentFirst(due) {
	const place = (item) => {
		const at = URGENT.indexOf(due.get(item.service_type));
		return at < 0 ? URGENT.length : at;
	};
	return (first, second) => place(first) - place(second);
}

function isWanted(item, { type, text }) {
	if (type && item.service_type !== type) return false;
	const names = [item.item, item.name, item.name_ar, item.service_type].join(" ").toLocaleLowerCase();
	return text
		.toLocaleLowerCase()
		.split(/\s+/)
		.filter(Boolean)
		.every((word) => names.includes(word));
}

function countText(host, found, text) {
	const { number } = host.format;
	if (!found) return __("No service is called that. Enter it as other work.");
	const isCut = found > TILES;
	return text || isCut ? __("{0} of {1}", [number(Math.min(found, TILES)), number(found)]) : "";
}

function tile(host, basket, item, status, add) {
	const element = h(
		"button",
		{
			type: "button",
			class: "wcrm-tile",
			translate: "no",
			data: { item: item.item, due: status ?? "" },
			on: { click: () => add(item) },
		},
		h(
			"span",
			{ class: "wcrm-tile-name" },
			bdi(nameOfItem(host, item)),
			h("span", { class: "wcrm-tile-count" }),
		),
		h(
			"span",
			{ class: "wcrm-tile-price" },
			h("span", { class: "wcrm-hint" }, host.format.money(basket.rateOf(item))),
			status && badge(status === "overdue" ? __("Overdue") : __("Due soon"), TONES[status]),
		),
	);
	showCount(host, basket, element);
	return element;
}

function countTiles(host, basket, tiles) {
	for (const element of tiles.children) showCount(host, basket, element);
}

function showCount(host, basket, element) {
	const taken = basket.lines
		.filter((line) => line.item === element.dataset.item)
		.reduce((sum, line) => sum + line.qty, 0);
	element.dataset.taken = String(taken);
	fill(
		element.querySelector(".wcrm-tile-count"),
		taken > 0 && `× ${host.format.number(taken, QTY_DECIMALS)}`,
	);
}
