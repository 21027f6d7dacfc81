/** Asks for the price of the basket whenever it changes; only the latest answer counts. */

const PAUSE_MILLISECONDS = 150;

export class LiveQuote {
	/**
	 * @param {import("../../../host/types.js").Host} host
	 * @param {import("./basket.js").Basket} basket
	 * @param {{onQuote: (quote: ?Object) => void, onProblem: (error: Error) => void, onWait: () => void}} listener
	 */
	constructor(host, basket, listener) {
		this.host = host;
		this.basket = basket;
		this.listener = listener;
		basket.on(["customer", "lines", "points"], () => this.later());
	}

	later() {
		clearTimeout(this.timer);
		this.request?.abort();
		if (!this.basket.ready) return this.listener.onQuote(null);
		this.listener.onWait();
		this.timer = setTimeout(() => this.ask(), PAUSE_MILLISECONDS);
	}

	async ask() {
		const request = new AbortController();
		this.request = request;
		const { customer, lines, redeem_points } = this.basket.order;
		try {
			const quote = await this.host.call(
				"visits.quote",
				{ customer, lines, redeem_points },
				{ signal: request.signal },
			);
			if (this.request === request) this.listener.onQuote(quote);
		} catch (error) {
			if (this.request === request && error.name !== "AbortError") this.listener.onProblem(error);
		}
	}
}
