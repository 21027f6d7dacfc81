/** Rewards on the sale: the best by one tap, or another; what cannot be had yet, with the reason. */

import { bdi, fill, h } from "../../../ui/dom.js";
import { pointsInWords } from "../../../ui/points_in_words.js";
import { rewardChoices, rewardTitle } from "../../loyalty/rewards/choices.js";
import { giveButton } from "../../loyalty/rewards/given.js";
import { notNow } from "../../loyalty/rewards/not_now.js";
import { suggestionBar } from "../../loyalty/rewards/suggestion.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @returns {{element: HTMLElement, show: (quote: ?Object) => void}}
 */
export function rewardsStep(host, basket) {
	const element = h("div", { class: "wcrm-stack", hidden: true, data: { step: "rewards" } });
	const choose = (choice) => basket.setLoyalty(choice);
	const show = (quote) => {
		element.hidden = !quote || !(quote.rewards.length || quote.codes.length);
		if (element.hidden) return;
		const chosen = { ...basket.reward, points: basket.points };
		const parts = [
			suggestionBar(host, quote, chosen, choose),
			rewardChoices(host, quote, chosen, choose),
			vouchers(host, basket, quote),
			notNow(host, quote.rewards),
		];
		keepingPlace(element, () => fill(element, parts));
	};
	return { element, show };
}

/** Gifts and vouchers are given beside the sale: they take nothing off it. */
function vouchers(host, basket, quote) {
	const possible = quote.rewards.filter((one) => one.handed_over && !one.why_not);
	if (!possible.length) return null;
	const again = () => basket.changed("points");
	return h(
		"details",
		{ class: "wcrm-details" },
		h("summary", {}, __("Gifts and vouchers")),
		possible.map((one) => voucherRow(host, basket, one, again)),
	);
}

function voucherRow(host, basket, reward, again) {
	return h(
		"div",
		{ class: "wcrm-between", data: { reward: reward.reward } },
		h(
			"span",
			{},
			bdi(rewardTitle(host, reward)),
			" ",
			h("span", { class: "wcrm-hint" }, pointsInWords(host.format, reward.points)),
		),
		giveButton(host, basket.customer.customer, reward, again),
	);
}

/** What is drawn anew keeps the focus on the same reward, and what was opened open. */
function keepingPlace(element, draw) {
	const focused = element.contains(document.activeElement) ? document.activeElement : null;
	const place = focused && JSON.stringify({ .../** @type {HTMLElement} */ (focused).dataset });
	const open = [...element.querySelectorAll("details")].map((one) => one.open);
	draw();
	for (const [number, one] of element.querySelectorAll("details").entries())
		one.open = open[number] ?? false;
	if (place === null || place === "{}") return;
	const again = [...element.querySelectorAll("button")].find(
		(one) => JSON.stringify({ ...one.dataset }) === place,
	);
	again?.focus();
}
