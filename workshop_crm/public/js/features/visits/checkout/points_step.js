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
	const slider = pointsSlider();
	const number = pointsInput(id);
	const balance = h("p", { class: "wcrm-hint" });
	const redeem = moveTogether(basket, slider, number);
	const element = h(
		"div",
		{ class: "wcrm-redeem", hidden: true },
		h("label", { for: id, class: "wcrm-row" }, icon("gift"), h("strong", {}, __("Redeem points"))),
		h("div", { class: "wcrm-row wcrm-redeem-row" }, slider, number),
		balance,
	);
	const show = (quote) => {
		element.hidden = !quote || quote.balance <= 0;
		if (!quote) return;
		slider.max = quote.max_redeem_points;
		slider.disabled = number.disabled = quote.max_redeem_points <= 0;
		if (document.activeElement !== number) number.value = String(redeem(basket.points));
		balance.textContent = balanceText(host, quote);
	};
	return { element, show };
}

function pointsSlider() {
	return h("input", {
		type: "range",
		min: 0,
		max: 0,
		step: 1,
		value: 0,
		class: "wcrm-slider",
		"aria-label": __("Points to redeem"),
	});
}

function pointsInput(id) {
	return h("input", {
		id,
		type: "text",
		inputmode: "numeric",
		class: "wcrm-input wcrm-points-input",
		name: "redeem_points",
		value: 0,
		dir: "ltr",
	});
}

/**
 * The number that is typed stays as it is until the input is left.
 *
 * @returns {(points: number) => number} puts as many of the points as are allowed into basket and slider, and returns them
 */
function moveTogether(basket, slider, number) {
	const redeem = (points) => {
		const allowed = Math.min(Math.max(0, Math.floor(points)), Number(slider.max));
		slider.value = String(allowed);
		if (basket.points !== allowed) basket.setPoints(allowed);
		return allowed;
	};
	slider.addEventListener("input", () => (number.value = String(redeem(Number(slider.value)))));
	number.addEventListener("input", () => redeem(readNumber(number.value) ?? 0));
	number.addEventListener("change", () => (number.value = String(basket.points)));
	return redeem;
}

function balanceText({ format }, quote) {
	return __("Balance: {0}. At most {1} here.", [
		format.points(quote.balance),
		format.points(quote.max_redeem_points),
	]);
}
