/** What points do for the sale: rewards, and points that pay. */

import { h } from "../../../ui/dom.js";
import { pointsStep } from "./points_step.js";
import { rewardsStep } from "./rewards_step.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @returns {{element: HTMLElement, show: (quote: ?Object) => void}}
 */
export function loyaltyStep(host, basket) {
	const steps = [rewardsStep(host, basket), pointsStep(host, basket)];
	const element = h(
		"div",
		{ class: "wcrm-stack" },
		steps.map((step) => step.element),
	);
	return { element, show: (quote) => steps.forEach((step) => void step.show(quote)) };
}
