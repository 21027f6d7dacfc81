/** How many points to redeem: a slider and a number that move together. */

import { h, uniqueId } from "../../../ui/dom.js";
import { readNumber } from "../../../ui/field.js";
import { icon } from "../../../ui/icons.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @returns {{element: HTMLElement, show: (quote: ?Object) => void}}
 */
export function pointsStep(host, basket) {
	const id = uniqueId("points");
	const balance = h("p", { class: "wcrm-hint" });
	const slider = h("input", {
		type: "range",
		min: 0,
		max: 0,
		step: 1,
		value: 0,
		class: "wcrm-slider",
		"aria-label": __("Points to redeem"),
	});
	const number = h("input", {
		id,
		type: "text",
		inputmode: "numeric",
		class: "wcrm-input wcrm-points-input",
		name: "redeem_points",
		value: 0,
		dir: "ltr",
	});
	const element = h(
		"div",
		{ class: "wcrm-redeem", hidden: true },
		h("label", { for: id, class: "wcrm-row" }, icon("gift"), h("strong", {}, __("Redeem points"))),
		h("div", { class: "wcrm-row wcrm-redeem-row" }, slider, number),
		balance,
	);
	const set = (points) => {
		const allowed = Math.min(Math.max(0, Math.floor(points)), Number(slider.max));
		slider.value = String(allowed);
		if (basket.points !== allowed) basket.setPoints(allowed);
		return allowed;
	};
	slider.addEventListener("input", () => (number.value = String(set(Number(slider.value)))));
	number.addEventListener("input", () => set(readNumber(number.value) ?? 0));
	number.addEventListener("change", () => (number.value = String(basket.points)));
	return {
		element,
		show(quote) {
			element.hidden = !quote || quote.balance <= 0;
			if (!quote) return;
			slider.max = quote.max_redeem_points;
			slider.disabled = number.disabled = quote.max_redeem_points <= 0;
			if (document.activeElement !== number) number.value = String(set(basket.points));
			balance.textContent = __("Balance: {0}. At most {1} here.", [
				host.format.points(quote.balance),
				host.format.points(quote.max_redeem_points),
			]);
		},
	};
}
