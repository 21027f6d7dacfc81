/** What it costs, what is redeemed, and the one button that completes it. */

import { button } from "../../../ui/button.js";
import { bdi, fill, h } from "../../../ui/dom.js";
import { panel } from "../../../ui/panel.js";
import { rewardTitle } from "../../loyalty/rewards/choices.js";
import { completeButton } from "./complete_button.js";
import { discountField } from "./discount_field.js";
import { limitNote } from "./limit_note.js";
import { loyaltyStep } from "./loyalty_step.js";
import { paymentStep } from "./payment_step.js";
import { belowText } from "./price_problem.js";
import { LiveQuote } from "./quote.js";

const TRY_AGAIN = { "data-action": "try-again" };

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @param {Object} options answer of visits.options
 * @param {() => Promise<void>} complete
 * @param {HTMLElement} note whether the basket is kept
 * @param {{show: (quote: ?Object) => void}} bar the total that stays in sight
 */
export function summary(host, basket, options, complete, note, bar) {
	const rows = h("div", { class: "wcrm-quote", "aria-live": "polite" });
	const problem = h("div", { role: "alert", data: { problem: "sale" } });
	const showProblem = (error, again) => fill(problem, error && problemParts(error, again));
	const loyalty = loyaltyStep(host, basket);
	const payment = paymentStep(host, basket, options.modes);
	const limit = limitNote(host, basket);
	const discount = wholeDiscount(host, basket, options.discount_limit);
	const followers = [discount, loyalty, payment, limit, bar];
	const submit = completeButton(() => {
		payment.check();
		return complete();
	}, showProblem);
	const listener = {
		onWait() {
			submit.setReady(false);
			rows.dataset.busy = "true";
		},
		onQuote(quote) {
			delete rows.dataset.busy;
			showProblem(quote?.is_beyond ? new Error(__("Correct what is marked, or ask a manager.")) : null);
			for (const one of followers) one.show(quote);
			fill(rows, quote ? quoteRows(host, quote) : h("p", { class: "wcrm-muted" }, missing(basket)));
			submit.setReady(Boolean(quote) && !quote.is_beyond);
		},
		onProblem(error) {
			delete rows.dataset.busy;
			showProblem(error, error.status === 0 && (() => quote.later()));
			submit.setReady(false);
		},
	};
	const quote = new LiveQuote(host, basket, listener);
	listener.onQuote(null);
	const figures = [loyalty.element, rows, limit.element, payment.element];
	const end = [problem, submit.element, note];
	const parts = [discount.element, figures, end];
	return h("div", { class: "wcrm-summary" }, panel({ title: __("3. Total"), name: "summary" }, parts));
}

/** @returns {{element: ?HTMLElement, show: (quote: ?Object) => void}} */
function wholeDiscount(host, basket, limit) {
	const isDiscounted = Boolean(basket.discount.discount_percent || basket.discount.discount_amount);
	// Who may give none may take away the one that somebody else gave.
	if (!limit && !isDiscounted) return { element: null, show() {} };
	const { element, say } = discountField(host, {
		label: __("Discount on the whole"),
		amountLabel: __("Amount off the total"),
		value: basket.discount,
		onChange: (discount, wrong) => basket.setDiscount(discount, wrong),
	});
	const show = (quote) =>
		say(quote?.is_whole_beyond ? belowText(host, quote.by_hand_percent, quote.limit_percent) : "");
	return { element, show };
}

function problemParts(error, again) {
	return [
		h("p", { class: "wcrm-problem" }, error.message),
		again && button(__("Try again"), { small: true, onClick: again, attributes: TRY_AGAIN }),
	];
}

function missing(basket) {
	if (basket.wrongPrice) return __("Correct the price that is marked.");
	if (basket.problem) return __("Correct the discount that is marked.");
	if (!basket.customer) return __("Choose the customer first.");
	return __("Tap the services that were done.");
}

function quoteRows(host, quote) {
	const { format } = host;
	const row = (label, value, name, strong) =>
		h(
			"div",
			{ class: `wcrm-between${strong ? " wcrm-total" : ""}`, data: { amount: name } },
			h("span", {}, label),
			h("bdi", {}, value),
		);
	return [
		row(__("Subtotal"), format.money(quote.subtotal), "subtotal"),
		quote.by_hand > 0 && row(__("Discount"), format.money(-quote.by_hand), "by_hand"),
		quote.reward && row(bdi(rewardTitle(host, quote.reward)), format.money(-quote.discount), "reward"),
		quote.tax !== 0 && row(__("Tax"), format.money(quote.tax), "tax"),
		quote.rounding !== 0 && row(__("Rounding"), format.money(quote.rounding), "rounding"),
		quote.redeem_amount !== 0 &&
			row(__("Points redeemed"), format.money(-quote.redeem_amount), "redeemed"),
		row(__("To pay"), format.money(quote.to_pay), "to_pay", true),
		h(
			"p",
			{ class: "wcrm-earns", data: { amount: "points_to_earn" } },
			__("Points earned by this visit: {0}", [format.points(quote.points_to_earn)]),
		),
		quote.because && h("p", { class: "wcrm-hint", data: { amount: "because" } }, bdi(quote.because)),
	];
}
