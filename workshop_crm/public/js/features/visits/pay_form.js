/** The payment of a visit that is completed already. */

import { button } from "../../ui/button.js";
import { fill, h } from "../../ui/dom.js";
import { paymentStep } from "./checkout/payment_step.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{invoice: string, outstanding: number}} visit
 * @param {Array<{mode: string, is_cash: boolean}>} modes
 * @param {(visit: Object) => void} onPaid gets the answer of visits.pay
 * @returns {HTMLElement}
 */
export function payForm(host, visit, modes, onPaid) {
	const taken = { payments: [] };
	const step = paymentStep(host, taken, modes, { mayWait: false });
	const problem = h("div", { role: "alert" });
	const pay = async () => {
		fill(problem);
		const { invoice, outstanding } = visit;
		try {
			step.check();
			const answer = await host.call("visits.pay", { invoice, outstanding, payments: taken.payments });
			host.notify(__("The payment is booked."), "good");
			onPaid(answer);
		} catch (error) {
			fill(problem, h("p", { class: "wcrm-problem" }, error.message));
		}
	};
	step.show({ to_pay: visit.outstanding });
	const submit = button(__("Take payment"), {
		kind: "primary",
		icon: "check",
		attributes: { "data-action": "pay" },
		onClick: pay,
	});
	return h("div", { class: "wcrm-stack wcrm-pay", data: { part: "pay" } }, step.element, problem, submit);
}
