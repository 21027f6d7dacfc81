/** A customer's rewards without a sale: what can be had, codes that wait. */

import { bdi, fill, h } from "../../../ui/dom.js";
import { panel } from "../../../ui/panel.js";
import { pointsInWords } from "../../../ui/points_in_words.js";
import { failure, skeleton } from "../../../ui/states.js";
import { rewardTitle } from "./choices.js";
import { giveButton, waitingCode } from "./given.js";
import { notNow } from "./not_now.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {string} customer
 * @param {() => *} onChange draws anew what shows the points, this panel among it
 */
export function rewardsPanel(host, customer, onChange) {
	const body = h("div", { class: "wcrm-stack" });
	const load = async () => {
		try {
			draw(await host.call("loyalty.rewards", { customer }));
		} catch (error) {
			fill(body, failure(error, load));
		}
	};
	const draw = (told) =>
		fill(
			body,
			codes(host, told, onChange),
			offered(host, customer, told, onChange),
			notNow(host, told.rewards),
		);
	fill(body, skeleton(2));
	load();
	return panel({ title: __("Rewards"), name: "rewards" }, body);
}

function codes(host, told, onChange) {
	if (!told.codes.length) return null;
	return h(
		"ul",
		{ class: "wcrm-list", "aria-label": __("Codes not used yet") },
		told.codes.map((code) => waitingCode(host, code, onChange)),
	);
}

function offered(host, customer, told, onChange) {
	const possible = told.rewards.filter((one) => !one.why_not);
	if (!possible.length)
		return h("p", { class: "wcrm-muted" }, __("No reward is available for these points yet."));
	return h(
		"ul",
		{ class: "wcrm-list" },
		possible.map((reward) =>
			h(
				"li",
				{ class: "wcrm-list-row", data: { reward: reward.reward } },
				h(
					"div",
					{ class: "wcrm-grow" },
					bdi(rewardTitle(host, reward), { class: "wcrm-strong" }),
					h("p", { class: "wcrm-hint" }, pointsInWords(host.format, reward.points)),
				),
				giveButton(host, customer, reward, onChange),
			),
		),
	);
}
