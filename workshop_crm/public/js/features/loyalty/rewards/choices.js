/** What points can buy on a sale: one reward, or a code that is paid already; a second tap leaves it out. */

import { bdi, h } from "../../../ui/dom.js";
import { icon } from "../../../ui/icons.js";
import { serviceLabel } from "../../../ui/labels.js";
import { pointsInWords } from "../../../ui/points_in_words.js";

/**
 * What goes on the sale: a reward of the catalog or a code, and points beside it.
 *
 * @typedef {{reward: string, reward_code: string, points: number}} Choice
 */

/** @type {Choice} */
export const NOTHING = Object.freeze({ reward: "", reward_code: "", points: 0 });

/** @param {import("../../../host/types.js").Host} host @param {{title: string, title_ar: string}} reward */
export function rewardTitle(host, reward) {
	return serviceLabel(host, reward.title, reward.title_ar);
}

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} offer answer of visits.quote or loyalty.invoice_offer
 * @param {Choice} chosen
 * @param {(choice: Choice) => void} onChoose
 */
export function rewardChoices(host, offer, chosen, onChoose) {
	const fromCode = offer.codes.filter((one) => one.worth !== null);
	const possible = offer.rewards.filter((one) => !one.why_not && one.worth !== null);
	const rows = [
		...fromCode.map((one) => codeRow(host, one, chosen, onChoose)),
		...possible.map((one) => rewardRow(host, one, chosen, onChoose)),
	];
	return h("div", { class: "wcrm-rewards", role: "group", "aria-label": __("Rewards") }, rows);
}

function rewardRow(host, reward, chosen, onChoose) {
	const isOn = chosen.reward === reward.reward;
	const choose = () => onChoose(isOn ? NOTHING : { ...NOTHING, reward: reward.reward });
	const price = pointsInWords(host.format, reward.points);
	return row(host, reward, isOn, price, choose, { reward: reward.reward });
}

function codeRow(host, code, chosen, onChoose) {
	const isOn = chosen.reward_code === code.code;
	const choose = () => onChoose(isOn ? NOTHING : { ...NOTHING, reward_code: code.code });
	return row(host, code, isOn, __("Paid: code {0}", [code.code]), choose, { code: code.code });
}

function row(host, reward, isOn, price, choose, data) {
	return h(
		"button",
		{ type: "button", class: "wcrm-reward", "aria-pressed": String(isOn), data, on: { click: choose } },
		reward.image
			? h("img", { class: "wcrm-reward-image", src: reward.image, alt: "" })
			: h("span", { class: "wcrm-reward-icon" }, icon(isOn ? "check" : "gift")),
		h(
			"span",
			{ class: "wcrm-grow" },
			bdi(rewardTitle(host, reward), { class: "wcrm-strong" }),
			h("span", { class: "wcrm-hint" }, price),
		),
		h("bdi", { class: "wcrm-amount" }, host.format.money(-reward.worth)),
	);
}
