/** The best that points can do for this sale, applied by one tap and taken back by another. */

import { button } from "../../../ui/button.js";
import { bdi, h } from "../../../ui/dom.js";
import { icon } from "../../../ui/icons.js";
import { pointsInWords } from "../../../ui/points_in_words.js";
import { NOTHING, rewardTitle } from "./choices.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} offer
 * @param {import("./choices.js").Choice} chosen
 * @param {(choice: import("./choices.js").Choice) => *} onChoose
 */
export function suggestionBar(host, offer, chosen, onChoose) {
	const best = offer.suggestion;
	if (!best) return null;
	const choice = { reward: best.reward, reward_code: best.reward_code, points: best.points };
	const isOn = Object.entries(choice).every(([part, value]) => chosen[part] === value);
	const state = isOn
		? whatIsOn(offer, onChoose)
		: button(__("Apply"), {
				kind: "primary",
				small: true,
				onClick: () => onChoose(choice),
				attributes: { "data-action": "apply-suggestion" },
			});
	return h(
		"div",
		{ class: "wcrm-suggestion", data: { suggestion: isOn ? "on" : "off" } },
		h(
			"div",
			{ class: "wcrm-grow" },
			h("strong", {}, __("Best now: {0} off", [host.format.money(best.amount)])),
			h("p", { class: "wcrm-hint" }, parts(host, offer, best)),
		),
		state,
	);
}

/** One tap takes it off again. */
function whatIsOn(offer, onChoose) {
	const [on, off, action] = offer.by_itself
		? [__("Applied automatically"), __("Remove"), "remove-suggestion"]
		: [__("Added"), __("Undo"), "undo-suggestion"];
	return [
		h("span", { class: "wcrm-suggestion-on" }, icon("check"), on),
		button(off, {
			small: true,
			kind: "quiet",
			onClick: () => onChoose(NOTHING),
			attributes: { "data-action": action },
		}),
	];
}

function parts(host, offer, best) {
	const reward = [...offer.codes, ...offer.rewards].find((one) =>
		best.reward_code ? one.code === best.reward_code : best.reward && one.reward === best.reward,
	);
	const points = best.points && pointsInWords(host.format, best.points);
	return [reward && bdi(rewardTitle(host, reward)), reward && points && " + ", points];
}
