/** Asks for the price of the basket whenever it changes; only the latest answer counts. */

import { hostForEach } from "../../../host/within.js";

const PAUSE_MILLISECONDS = 150;

export class LiveQuote {
	/**
	 * @param {import("../../../host/types.js").Host} host
	 * @param {import("./basket.js").Basket} basket
	 * @param {{onQuote: (quote: ?Object) => void, onProblem: (error: Error) => void, onWait: () => void}} listener
	 */
	constructor(host, basket, listener) {
		this.basket = basket;
		this.listener = listener;
		this.hostForQuestion = hostForEach(host);
		this.changing = host.life.pause(() => this.ask(), PAUSE_MILLISECONDS);
		basket.on(["customer", "lines", "points"], () => this.later());
	}

	later() {
		this.changing.cancel();
		this.hostForQuestion();
		if (!this.basket.ready) return this.listener.onQuote(null);
		this.listener.onWait();
		this.changing.later();
	}

	async ask() {
		try {
			const host = this.hostForQuestion();
			const quote = await host.call("visits.quote", this.basket.question);
			this.basket.takeBest(quote.by_itself);
			this.basket.takePrices(quote.lines);
			this.listener.onQuote(quote);
		} catch (error) {
			this.listener.onProblem(error);
		}
	}
}
