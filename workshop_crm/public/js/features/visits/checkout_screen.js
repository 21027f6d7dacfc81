/** Completing a service: customer and car, services, points, done. */

import { hostForEach } from "../../host/within.js";
import { fill, h } from "../../ui/dom.js";
import { clearFieldProblems, showFieldProblem } from "../../ui/field_problem.js";
import { attemptDone, attemptFailed, keyFor } from "./checkout/attempt.js";
import { Basket } from "./checkout/basket.js";
import { customerStep } from "./checkout/customer_step.js";
import { peopleStep } from "./checkout/people_step.js";
import { resultView } from "./checkout/result.js";
import { servicesStep } from "./checkout/services_step.js";
import { summary } from "./checkout/summary.js";

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const options = await host.call("visits.options");

	const hostForService = hostForEach(host);

	async function start(customer) {
		const inside = hostForService();
		const basket = new Basket();
		const choose = (id, vehicle) => loadCustomer(inside, basket, id, vehicle);
		const complete = () =>
			send(inside, root, basket, (result) =>
				fill(
					root,
					resultView(inside, basket.customer, result, () => start()),
				),
			);
		if (customer) await choose(customer);
		fill(
			root,
			h(
				"div",
				{ class: "wcrm-columns wcrm-checkout" },
				h(
					"div",
					{ class: "wcrm-column-main" },
					customerStep(inside, basket, choose),
					servicesStep(inside, basket, options),
					peopleStep(basket, options.people),
				),
				h("div", { class: "wcrm-column-side" }, summary(inside, basket, options, complete)),
			),
		);
		host.setQuery(customer ? { customer } : {});
	}

	await start(params.customer);
}

async function loadCustomer(host, basket, id, vehicle) {
	try {
		const profile = await host.call("profile.get_profile", { customer: id });
		const current = profile.vehicles.find((one) => one.is_current);
		basket.setCustomer(profile, vehicle ?? current?.vehicle);
	} catch (error) {
		host.notify(error.message, "bad");
	}
}

async function send(host, root, basket, onDone) {
	const order = basket.order;
	clearFieldProblems(root);
	try {
		const result = await host.call("visits.complete", { ...order, idempotency_key: keyFor(order) });
		attemptDone();
		onDone(result);
	} catch (error) {
		attemptFailed(error);
		showFieldProblem(root, error);
		throw error;
	}
}
