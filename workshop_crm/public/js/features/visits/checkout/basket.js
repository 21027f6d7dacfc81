/** What is being sold: customer, car, services and points, and who wants to know when it changes. */

import { lineOrder } from "./line_prices.js";

/**
 * What is taken off by hand: a share, or an amount.
 *
 * @typedef {{discount_percent?: number, discount_amount?: number}} Discount
 *
 * @typedef {{rate: number, listed: ?number, rule: string, percent_off: number,
 *   beyond: ""|"price"|"discount"}} Price of a line, as it was quoted: `listed` is what the customer pays without a price that
 *   was typed, by the Pricing Rules named in `rule`; `beyond`: which of both is more off than the user may give
 *
 * @typedef {{item: string, name: string, qty: number, rate: number, is_listed?: boolean, price?: Price,
 *   wrongPrice?: string, wrongDiscount?: string, description?: string,
 *   technician?: string, adviser?: string} & Discount} Line `description` stands in place of a name of the list; the rate
 *   of one that `is_listed` is the price list's
 */

export class Basket extends EventTarget {
	constructor() {
		super();
		this.customer = null;
		/** What the customer pays for an item by another price list than the usual one. @type {Object<string, number>} */
		this.rates = {};
		this.vehicle = null;
		this.odometer = null;
		/** Why the car shows less than before; asked for when the server refuses the reading. */
		this.odometerReason = null;
		/** `wrongPrice`, `wrongDiscount`: why what stands in the field cannot be charged or given. @type {Array<Line>} */
		this.lines = [];
		this.points = 0;
		/** @type {?string} */
		this.technician = null;
		/** @type {?string} */
		this.adviser = null;
		this.reward = noReward();
		/** Off the whole sale. @type {Discount} */
		this.discount = {};
		/** Why the discount in its field cannot be given. */
		this.wrongDiscount = "";
		/** Whether nobody has chosen anything of points and rewards yet, so that the best may go on by itself. */
		this.automatic = true;
		/** What is taken with the sale, by way of paying. @type {Array<{mode: string, amount: number}>} */
		this.payments = [];
	}

	setCustomer(customer, vehicle = null, rates = {}) {
		const nothing = {
			odometer: null,
			odometerReason: null,
			points: 0,
			reward: noReward(),
			payments: [],
			automatic: true,
		};
		Object.assign(this, { customer, vehicle, rates, ...nothing });
		this.changed("customer");
	}

	/** @param {{item: string, rate: number}} item of visits.options */
	rateOf({ item, rate }) {
		return this.rates[item] ?? rate;
	}

	setVehicle(vehicle) {
		this.vehicle = vehicle;
		this.changed("vehicle");
	}

	setOdometer(odometer) {
		this.odometer = odometer;
		this.changed("odometer");
	}

	/** @param {{technician?: ?string, adviser?: ?string}} people */
	setPeople(people) {
		Object.assign(this, people);
		this.changed("people");
	}

	/** @param {?string} odometerReason */
	setOdometerReason(odometerReason) {
		this.odometerReason = odometerReason;
		this.changed("odometer");
	}

	setPoints(points) {
		Object.assign(this, { points, automatic: false });
		this.changed("points");
	}

	/** @param {import("../../loyalty/rewards/choices.js").Choice} choice */
	setLoyalty({ points, ...reward }) {
		Object.assign(this, { points, reward, automatic: false });
		this.changed("points");
	}

	/**
	 * What the server has put on by itself; without it, nothing is on.
	 *
	 * @param {?import("../../loyalty/rewards/choices.js").Choice} best
	 */
	takeBest(best) {
		if (!this.automatic) return;
		const { points, ...reward } = best ?? { points: 0, ...noReward() };
		Object.assign(this, { points, reward });
	}

	/** The arguments of visits.quote. */
	get question() {
		const { customer, lines, redeem_points, reward, reward_code } = this.order;
		const asked = { customer, lines, ...this.discount };
		return this.automatic
			? { ...asked, automatic: true }
			: { ...asked, redeem_points, reward, reward_code };
	}

	/** @param {Discount} discount off the whole sale @param {string} wrong why it cannot be given, else "" */
	setDiscount(discount, wrong) {
		if (!wrong) this.discount = discount;
		this.wrongDiscount = wrong;
		this.changed("lines");
	}

	/** Work that is on no list: a line of its own each time. */
	addOther({ item, description, rate, qty }) {
		this.lines.push({ item, name: description, description, rate, qty });
		this.changed("lines");
	}

	add({ item, name, rate }) {
		const line = this.lines.find((one) => one.item === item && !one.description);
		if (line) line.qty += 1;
		else this.lines.push({ item, name, rate, qty: 1, is_listed: true });
		this.changed("lines");
	}

	change(line, values) {
		Object.assign(line, values);
		if (line.qty <= 0) this.lines = this.lines.filter((one) => one !== line);
		this.changed("lines");
	}

	/** @param {Line} line @param {{technician?: string, adviser?: string}} people who did it, where they are its own */
	setLinePeople(line, people) {
		Object.assign(line, people);
		this.changed("people");
	}

	/** What each line costs this customer now. @param {Price[]} prices of the lines, in their order */
	takePrices(prices) {
		for (const [at, line] of this.lines.entries()) {
			line.price = prices[at];
			if (line.is_listed) line.rate = prices[at].rate;
		}
		this.changed("prices");
	}

	get priced() {
		return this.lines.map(lineOrder);
	}

	/** The arguments of visits.complete, without the key. */
	get order() {
		return {
			customer: this.customer.customer,
			vehicle: this.vehicle,
			odometer: this.odometer,
			odometer_reason: this.odometerReason,
			lines: this.priced,
			redeem_points: this.points,
			technician: this.technician,
			adviser: this.adviser,
			...this.reward,
			...this.discount,
			payments: this.payments,
		};
	}

	/** What an open basket keeps: without the payment, which is counted anew. */
	get content() {
		const { order } = this;
		return {
			vehicle: order.vehicle,
			odometer: order.odometer,
			odometer_reason: order.odometer_reason,
			lines: order.lines,
			redeem_points: order.redeem_points,
			reward: order.reward,
			reward_code: order.reward_code,
			technician: order.technician,
			adviser: order.adviser,
			is_automatic: this.automatic,
			...this.discount,
		};
	}

	/** Nothing that somebody would enter again. */
	get isEmpty() {
		return !this.lines.length && this.odometer === null;
	}

	/**
	 * Goes on with an open basket.
	 *
	 * @param {Object} kept answer of visits.take_basket
	 * @param {(item: string) => {name: string, rate: number}} known as it is offered now
	 */
	restore(kept, known) {
		const { odometer, odometer_reason, technician, adviser, redeem_points, reward, reward_code } = kept;
		this.lines = kept.lines.map((line) => {
			const { name, rate } = known(line.item);
			const isListed = line.is_listed || line.rate === null;
			return { ...line, name: line.description || name, rate: line.rate ?? rate, is_listed: isListed };
		});
		Object.assign(this, {
			odometer,
			odometerReason: odometer_reason || null,
			technician: technician || null,
			adviser: adviser || null,
			points: redeem_points,
			reward: { reward, reward_code },
			automatic: kept.is_automatic,
			discount: discountOf(kept),
		});
		this.changed("lines");
	}

	get ready() {
		return Boolean(this.customer) && this.lines.length > 0 && !this.problem;
	}

	/** What is wrong with a price while it is typed. */
	get wrongPrice() {
		return this.lines.find((line) => line.wrongPrice)?.wrongPrice ?? "";
	}

	/** What is wrong with a price or a discount while it is typed. */
	get problem() {
		const ofLine = this.lines.find((line) => line.wrongDiscount)?.wrongDiscount;
		return this.wrongPrice || ofLine || this.wrongDiscount;
	}

	/** @param {"customer"|"vehicle"|"odometer"|"lines"|"prices"|"points"|"people"} part */
	changed(part) {
		this.dispatchEvent(new CustomEvent("change", { detail: part }));
	}

	/** @param {string[]} parts @param {() => void} listener */
	on(parts, listener) {
		this.addEventListener("change", (event) => {
			if (parts.includes(/** @type {CustomEvent<string>} */ (event).detail)) listener();
		});
	}
}

/** @returns {Discount} */
function discountOf({ discount_percent, discount_amount }) {
	if (discount_percent) return { discount_percent };
	return discount_amount ? { discount_amount } : {};
}

function noReward() {
	return { reward: "", reward_code: "" };
}
