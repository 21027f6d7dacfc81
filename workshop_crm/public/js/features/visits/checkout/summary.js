/** What it costs, what is redeemed, and the one button that completes it. */

import { button } from "../../../ui/button.js";
import { fill, h } from "../../../ui/dom.js";
import { panel } from "../../../ui/panel.js";
import { pointsStep } from "./points_step.js";
import { LiveQuote } from "./quote.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @param {() => Promise<void>} complete
 */
export function summary(host, basket, complete) {
	const rows = h("div", { class: "wcrm-quote", "aria-live": "polite" });
	const problem = h("div", { role: "alert" });
	const points = pointsStep(host, basket);
	const submit = button(__("Complete service"), {
		kind: "primary",
		icon: "check",
		attributes: { disabled: true, "data-action": "complete" },
	});
	const ready = (isReady) => (submit.disabled = !isReady);
	let sending = false;

	submit.addEventListener("click", async () => {
		if (sending) return;
		sending = true;
		ready(false);
		fill(problem);
		try {
			await complete();
		} catch (error) {
			fill(problem, h("p", { class: "wcrm-problem" }, error.message));
			ready(true);
		} finally {
			sending = false;
		}
	});

	const listener = {
		onWait() {
			ready(false);
			rows.dataset.busy = "true";
		},
		onQuote(quote) {
			delete rows.dataset.busy;
			fill(problem);
			points.show(quote);
			fill(rows, quote ? quoteRows(host, quote) : h("p", { class: "wcrm-muted" }, missing(basket)));
			ready(Boolean(quote) && !sending);
		},
		onProblem(error) {
			delete rows.dataset.busy;
			fill(problem, h("p", { class: "wcrm-problem" }, error.message));
			ready(false);
		},
	};
	new LiveQuote(host, basket, listener);
	listener.onQuote(null);
	return h(
		"div",
		{ class: "wcrm-summary" },
		panel({ title: __("3. Total"), name: "summary" }, points.element, rows, problem, submit),
	);
}

function missing(basket) {
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
		quote.tax !== 0 && row(__("Tax"), format.money(quote.tax), "tax"),
		quote.redeem_amount !== 0 &&
			row(__("Points redeemed"), format.money(-quote.redeem_amount), "redeemed"),
		row(__("To pay"), format.money(quote.to_pay), "to_pay", true),
		h(
			"p",
			{ class: "wcrm-earns", data: { amount: "points_to_earn" } },
			__("Points earned by this visit: {0}", [format.points(quote.points_to_earn)]),
		),
	];
}
