/** Rewards that cannot be had now, each with the reason. */

import { bdi, h } from "../../../ui/dom.js";
import { rewardTitle } from "./choices.js";

/** @param {import("../../../host/types.js").Host} host @param {Object[]} rewards */
export function notNow(host, rewards) {
	const closed = rewards.filter((one) => one.why_not);
	if (!closed.length) return null;
	return h(
		"details",
		{ class: "wcrm-details", data: { rewards: "not-now" } },
		h("summary", {}, __("Rewards not available now: {0}", [host.format.number(closed.length)])),
		h(
			"ul",
			{ class: "wcrm-rewards-closed" },
			closed.map((one) =>
				h(
					"li",
					{ data: { reward: one.reward } },
					bdi(rewardTitle(host, one)),
					h("span", { class: "wcrm-hint" }, one.why_not),
				),
			),
		),
	);
}
