/** The service is completed: what was paid and earned, and where to go next. */

import { button, buttonLink } from "../../../ui/button.js";
import { bdi, fill, h } from "../../../ui/dom.js";
import { icon } from "../../../ui/icons.js";
import { tierLabel } from "../../../ui/labels.js";
import { figure } from "../../../ui/panel.js";
import { code, nameOf } from "../../../ui/person.js";
import { rewardTitle } from "../../loyalty/rewards/choices.js";
import { payForm } from "../pay_form.js";
import { visitActions } from "../visit_actions.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} customer
 * @param {Object} result answer of visits.complete
 * @param {Array<{mode: string, is_cash: boolean}>} modes the ways of paying
 * @param {() => *} next starts with the next customer
 */
export function resultView(host, customer, result, modes, next) {
	const heading = h("h2", { tabindex: "-1" }, __("Service completed"));
	const element = h(
		"section",
		{ class: "wcrm-panel wcrm-result", data: { result: "completed", invoice: result.invoice } },
		h("span", { class: "wcrm-result-icon" }, icon("check")),
		heading,
		h("p", { class: "wcrm-muted" }, bdi(nameOf(host, customer)), " · ", code(result.invoice)),
		moneyPart(host, customer, result, modes),
		h(
			"div",
			{ class: "wcrm-row wcrm-row-center" },
			button(__("Next customer"), {
				kind: result.acts.pay ? "plain" : "primary",
				icon: "plus",
				attributes: { "data-action": "next" },
				onClick: next,
			}),
			buttonLink(
				host,
				__("Open the profile"),
				"profile",
				{ customer: customer.customer },
				{ icon: "profile" },
			),
		),
	);
	queueMicrotask(() => heading.focus());
	return element;
}

/** The figures, what is still to be paid, and the invoice; drawn anew once a payment was taken. */
function moneyPart(host, customer, result, modes) {
	const place = h("div", { class: "wcrm-stack wcrm-result-money" });
	const draw = (now) => {
		const visit = { ...now, customer: customer.customer };
		fill(
			place,
			resultFigures(host, now),
			now.because && h("p", { class: "wcrm-hint", data: { amount: "because" } }, bdi(now.because)),
			now.acts.pay && modes.length > 0 && payForm(host, now, modes, paid),
			visitActions(host, visit, customer),
		);
	};
	const paid = ({ paid: taken, outstanding, acts }) => {
		draw({ ...result, paid: taken, outstanding, acts });
		/** @type {?HTMLElement} */
		const print = place.querySelector("[data-action=print]");
		print?.focus();
	};
	draw(result);
	return place;
}

function resultFigures(host, result) {
	return h("div", { class: "wcrm-figures" }, moneyFigures(host, result), pointsFigures(host, result));
}

function moneyFigures(host, result) {
	const { format } = host;
	const { reward, paid, outstanding } = result;
	return [
		figure({
			name: "to_pay",
			label: __("To pay"),
			value: format.money(result.to_pay),
			note: result.redeem_amount ? __("of {0}", [format.money(result.total)]) : null,
		}),
		paid > 0 &&
			figure({
				name: "paid",
				label: __("Amount paid"),
				value: format.money(paid),
				note: outstanding ? __("Still to pay: {0}", [format.money(outstanding)]) : null,
			}),
		reward &&
			figure({
				name: "reward",
				label: __("Reward"),
				value: format.money(-reward.amount),
				note: bdi(rewardTitle(host, reward)),
			}),
	];
}

function pointsFigures(host, result) {
	const { format } = host;
	return [
		figure({
			name: "points_earned",
			label: __("Points earned"),
			value: format.points(result.points_earned),
		}),
		result.points_redeemed > 0 &&
			figure({
				name: "points_redeemed",
				label: __("Points redeemed"),
				value: format.points(result.points_redeemed),
			}),
		figure({
			name: "balance",
			label: __("Points balance"),
			value: format.points(result.balance),
			note: result.tier && bdi(tierLabel(host, result.tier, result.tier_ar)),
		}),
	];
}
