/** The figures at the top; those about customers open their list. */

import { h } from "../../ui/dom.js";
import { intervalBar, shareText } from "../../ui/interval.js";
import { valueLabel } from "../../ui/labels.js";
import { figure } from "../../ui/panel.js";
import { changeNote } from "./change_note.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} cards
 * @param {(title: string, orderBy: string) => void} openList
 */
export function dashboardCards(host, cards, openList) {
	return h(
		"div",
		{ class: "wcrm-figures wcrm-figures-dashboard" },
		figuresOfCounts(host, cards, openList),
		figuresOfMoney(host, cards, openList),
		figuresWithoutList(host, cards),
	);
}

function figuresOfCounts(host, cards, openList) {
	const { money, number } = host.format;
	const customers = figure({
		name: "customers",
		label: __("Customers"),
		value: number(cards.customers),
		note: h(
			"span",
			{},
			__("Active: {0}", [number(cards.active_customers)]),
			changeNote(host, cards, "customers", number),
		),
	});
	const visits = figure({
		name: "visits",
		label: __("Visits"),
		value: number(cards.visits),
		note: h(
			"span",
			{},
			__("Average: {0}", [money(cards.average_invoice, { rounded: true })]),
			changeNote(host, cards, "visits", number),
		),
	});
	return [
		openable(customers, () => openList(__("Customers"), "last_visit")),
		openable(visits, () => openList(__("Customers by visits"), "visits")),
	];
}

function figuresOfMoney(host, cards, openList) {
	const rounded = (value) => host.format.money(value, { rounded: true });
	return [
		openable(
			figure({
				name: "revenue",
				label: __("Revenue"),
				value: rounded(cards.revenue),
				note: changeNote(host, cards, "revenue", rounded),
			}),
			() => openList(__("Customers by revenue"), "revenue"),
		),
		openable(
			figure({
				name: "clv",
				label: valueLabel(host),
				value: rounded(cards.total_clv),
				note: intervalNote(rounded, cards.clv_interval),
			}),
			() => openList(__("Customers by expected value"), "clv"),
		),
	];
}

/** By the errors of earlier forecasts. */
function intervalNote(write, interval) {
	return interval && __("80% likely: {0} to {1}", [write(interval.low), write(interval.high)]);
}

function figuresWithoutList(host, cards) {
	const { money, percent } = host.format;
	return [
		figure({
			name: "csat",
			label: __("Satisfied customers"),
			value: shareText(host, cards.csat),
			note: intervalBar(host, cards.csat),
		}),
		figure({
			name: "response_rate",
			label: __("Answered invitations"),
			value: cards.response_rate === null ? "–" : percent(cards.response_rate),
			note: changeNote(host, cards, "response_rate", percent),
		}),
		figure({
			name: "points_liability",
			label: __("Points owed"),
			value: cards.points_liability === null ? "–" : money(cards.points_liability, { rounded: true }),
		}),
	];
}

function openable(element, open) {
	const label = element.querySelector(".wcrm-figure-label");
	label.replaceWith(
		h(
			"button",
			{ type: "button", class: "wcrm-figure-label wcrm-figure-open", on: { click: open } },
			label.textContent,
		),
	);
	return element;
}
