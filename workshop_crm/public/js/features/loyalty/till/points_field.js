/** How many points pay: a number and a button, for every change saves the invoice. */

import { button } from "../../../ui/button.js";
import { h, uniqueId } from "../../../ui/dom.js";
import { readNumber } from "../../../ui/field.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} offer
 * @param {(points: number) => *} onUse
 */
export function pointsField(host, offer, onUse) {
	if (offer.max_redeem_points <= 0 && !offer.redeem_points) return null;
	const id = uniqueId("points");
	const input = h("input", {
		id,
		type: "text",
		inputmode: "numeric",
		dir: "ltr",
		name: "redeem_points",
		class: "wcrm-input wcrm-points-input",
		value: offer.redeem_points,
	});
	const use = () => {
		const points = Math.floor(readNumber(input.value) ?? 0);
		return onUse(Math.min(Math.max(points, 0), offer.max_redeem_points));
	};
	// The Point of Sale and the form have shortcuts of their own on these keys.
	input.addEventListener("keydown", (event) => {
		event.stopPropagation();
		if (event.key === "Enter") use();
	});
	return h(
		"div",
		{ class: "wcrm-redeem" },
		h("label", { for: id, class: "wcrm-strong" }, __("Points that pay")),
		h(
			"div",
			{ class: "wcrm-row" },
			input,
			button(__("Use points"), {
				small: true,
				onClick: use,
				attributes: { "data-action": "use-points" },
			}),
			offer.redeem_points > 0 &&
				button(__("None"), { small: true, kind: "quiet", onClick: () => onUse(0) }),
		),
		h("p", { class: "wcrm-hint" }, worth(host, offer)),
	);
}

function worth({ format }, offer) {
	const most = __("At most {0} here.", [format.points(offer.max_redeem_points)]);
	if (!offer.redeem_points) return most;
	return __("They pay {0}.", [format.money(offer.redeem_amount)]);
}
