/** What a submitted invoice did to the customer's points: earned, spent, left. */

import { bdi, h } from "../../../ui/dom.js";
import { tierLabel } from "../../../ui/labels.js";
import { facts } from "../../../ui/panel.js";
import { rewardTitle } from "../rewards/choices.js";

/** @param {import("../../../host/types.js").Host} host @param {Object} offer answer of loyalty.invoice_offer */
export function pointsReceipt(host, offer) {
	const { format } = host;
	const { reward } = offer;
	return h(
		"div",
		{ data: { points: "receipt" } },
		facts([
			[__("Points earned"), format.points(offer.points_earned)],
			[__("Points redeemed"), offer.points_redeemed && format.points(offer.points_redeemed)],
			[__("Reward"), reward && [bdi(rewardTitle(host, reward)), " ", format.money(-reward.amount)]],
			[__("Points balance"), format.points(offer.balance)],
			[__("Tier"), offer.tier && bdi(tierLabel(host, offer.tier, offer.tier_ar))],
		]),
	);
}
