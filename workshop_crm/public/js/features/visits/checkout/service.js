/** One service from the customer to the receipt, with its basket kept on the server. */

import { fill, h } from "../../../ui/dom.js";
import { clearFieldProblems, showFieldProblem } from "../../../ui/field_problem.js";
import { focusTitle } from "../../../ui/focus_place.js";
import { guardWhile } from "../../../ui/unsaved.js";
import { attemptDone, attemptFailed, keyFor } from "./attempt.js";
import { Basket } from "./basket.js";
import { customerStep } from "./customer_step.js";
import { DraftKeeper } from "./draft_keeper.js";
import { draftNote } from "./draft_note.js";
import { openBaskets } from "./open_baskets.js";
import { peopleStep } from "./people_step.js";
import { resultView } from "./result.js";
import { servicesStep } from "./services_step.js";
import { summary } from "./summary.js";
import { nameOfItem } from "./tiles.js";
import { totalBar } from "./total_bar.js";

/** @typedef {{customer?: string, vehicle?: string, draft?: string}} Beginning the customer with a car, or the open basket to go on with */

export class Service {
	/**
	 * @param {import("../../../host/types.js").Host} host
	 * @param {HTMLElement} root
	 * @param {Object} options answer of visits.options
	 * @param {(beginning?: Beginning) => *} startAnother
	 */
	constructor(host, root, options, startAnother) {
		this.host = host;
		this.root = root;
		this.options = options;
		this.startAnother = startAnother;
		this.basket = new Basket();
		this.note = draftNote(host, {
			onDiscard: () => this.discard(),
			onReopen: () => startAnother({ draft: this.keeper.draft }),
			onStartAnew: () => startAnother(),
		});
		this.keeper = new DraftKeeper(host, this.basket, (state, error) => {
			this.note.show(state, error);
			if (state === "saved") host.setQuery({ draft: this.keeper.draft });
		});
		guardWhile(host, () => this.keeper.wouldLose);
	}

	/** @param {Beginning} beginning */
	async begin({ customer, vehicle, draft }) {
		const kept = draft ? await this.take(draft) : null;
		const who = kept?.customer ?? customer;
		if (who) await this.choose(who, kept ? kept.vehicle : vehicle);
		if (kept) this.restore(kept);
		this.host.setQuery(who && !kept ? { customer: who } : {});
		this.draw();
		if (!kept || !this.basket.customer) return;
		this.basket.changed("lines");
		this.keeper.goOnWith(kept.draft);
	}

	draw() {
		const { host, basket, options } = this;
		const choose = (id, vehicle) => this.choose(id, vehicle);
		const bar = totalBar(host, () => focusTitle(side));
		const main = [
			openBaskets(host, basket, (draft) => this.startAnother({ draft })),
			customerStep(host, basket, choose),
			servicesStep(host, basket, options),
			peopleStep(basket, options.people),
			bar.element,
		];
		const side = summary(host, basket, options, () => this.complete(), this.note.element, bar);
		fill(
			this.root,
			h(
				"div",
				{ class: "wcrm-columns wcrm-checkout" },
				h("div", { class: "wcrm-column-main" }, main),
				h("div", { class: "wcrm-column-side" }, side),
			),
		);
	}

	/** @returns {Promise<?Object>} null when it cannot be gone on with; the reason is shown */
	async take(draft) {
		try {
			return await this.host.call("visits.take_basket", { draft, screen: this.keeper.screen });
		} catch (error) {
			this.host.notify(error.message, "bad");
			return null;
		}
	}

	/** Loads the customer into the basket. */
	async choose(id, vehicle) {
		try {
			const [profile, { rates }] = await Promise.all([
				this.host.call("profile.get_profile", { customer: id }),
				this.host.call("visits.prices", { customer: id }),
			]);
			const own = profile.vehicles.filter((one) => one.is_current).map((one) => one.vehicle);
			this.basket.setCustomer(profile, own.includes(vehicle) ? vehicle : own[0], rates);
		} catch (error) {
			this.host.notify(error.message, "bad");
		}
	}

	async complete() {
		const order = this.basket.order;
		clearFieldProblems(this.root);
		await this.keeper.stop();
		const { draft, screen, isStored } = this.keeper;
		try {
			const sale = { ...order, draft, screen, is_new: !isStored, idempotency_key: keyFor(order) };
			const result = await this.host.call("visits.complete", sale);
			attemptDone();
			this.host.setQuery({});
			fill(
				this.root,
				resultView(this.host, this.basket.customer, result, this.options.modes, () => this.next()),
			);
		} catch (error) {
			this.keeper.resume();
			attemptFailed(error);
			showFieldProblem(this.root, error);
			if (error.field === "rate") this.priceAnew(error);
			throw error;
		}
	}

	/** A price of the list has changed: the total is asked for again, and the reason stays in sight meanwhile. */
	priceAnew(error) {
		this.host.notify(error.message, "info");
		this.basket.changed("lines");
	}

	/** The next customer is looked for at once. */
	async next() {
		await this.startAnother();
		/** @type {?HTMLElement} */
		const search = this.root.querySelector("[data-panel=customer] input");
		search?.focus();
	}

	async discard() {
		await this.keeper.stop();
		try {
			await this.host.call("visits.discard_basket", { draft: this.keeper.draft });
		} catch (error) {
			this.keeper.resume();
			this.host.notify(error.message, "bad");
			return;
		}
		this.host.notify(__("The basket is discarded."), "good");
		await this.startAnother();
	}

	/** A reading stays with the car that it was taken from. */
	restore(kept) {
		const isSameCar = (this.basket.vehicle ?? "") === kept.vehicle;
		const reading = isSameCar ? {} : { odometer: null, odometer_reason: "" };
		this.basket.restore({ ...kept, ...reading }, (item) => this.known(item));
		if (!isSameCar && kept.vehicle)
			this.host.notify(
				__("The car of this basket is no longer the customer's. Choose the car again."),
				"info",
			);
	}

	known(item) {
		const known = this.options.items.find((one) => one.item === item);
		return known
			? { name: nameOfItem(this.host, known), rate: this.basket.rateOf(known) }
			: { name: item, rate: 0 };
	}
}
