/** Keeps the basket on the server while it is being filled, so that neither another page nor a reload loses it. */

import { randomKey } from "../../../ui/random_key.js";

const PAUSE_MILLISECONDS = 600;
const TRY_AGAIN_MILLISECONDS = 5_000;
const CONFLICT = 409;
/** What has become of a basket, by what a refusal is about. */
const TAKEN_AWAY = { screen: "elsewhere", draft: "gone" };

/** @typedef {"saved"|"saving"|"waiting"|"refused"|"elsewhere"|"gone"|"nothing"} State waiting: for a connection */

export class DraftKeeper {
	/**
	 * @param {import("../../../host/types.js").Host} host
	 * @param {import("./basket.js").Basket} basket
	 * @param {(state: State, error?: Error) => void} show
	 */
	constructor(host, basket, show) {
		this.host = host;
		this.basket = basket;
		this.show = show;
		this.draft = randomKey();
		this.screen = randomKey();
		this.turn = 0;
		this.isStored = false;
		this.isOver = false;
		this.isTroubled = false;
		this.stored = "";
		/** @type {?Promise<void>} */
		this.saving = null;
		this.typing = host.life.pause(() => this.save(), PAUSE_MILLISECONDS);
		this.trying = host.life.pause(() => this.save(), TRY_AGAIN_MILLISECONDS);
		const kept = ["customer", "vehicle", "odometer", "lines", "prices", "points", "people"];
		basket.on(kept, () => this.later());
		host.life.listen(window, "pagehide", () => this.#flush());
		host.life.onEnd(() => this.#flush());
	}

	/** @param {string} draft that this screen has taken */
	goOnWith(draft) {
		this.draft = draft;
		this.isStored = true;
		this.stored = this.#now();
		this.show("saved");
	}

	/** Whether leaving the page now would lose something. */
	get wouldLose() {
		return !this.isOver && this.isTroubled && this.#isBehind();
	}

	later() {
		if (this.isOver) return;
		if (this.#isBehind()) this.show("saving");
		this.typing.later();
	}

	/** Nothing more is stored. Comes back when nothing is on its way any more either. */
	async stop() {
		this.isOver = true;
		this.typing.cancel();
		this.trying.cancel();
		await this.saving;
	}

	/** The sale was refused: the basket is filled on. */
	resume() {
		this.isOver = false;
		this.later();
	}

	async save() {
		this.typing.cancel();
		this.trying.cancel();
		if (this.isOver || this.saving || !this.#isBehind()) return;
		this.saving = this.#store();
		await this.saving;
		this.saving = null;
		if (!this.isTroubled && this.#isBehind()) this.later();
	}

	/** What is on its way may be older than what stands there now, and arrive after it: the server goes by the turn. */
	#flush() {
		if (!this.isOver && this.#isBehind()) this.#store();
	}

	#now() {
		const { customer } = this.basket.customer ?? {};
		return customer ? JSON.stringify({ customer, basket: this.basket.content }) : "";
	}

	/** A basket that has not begun, or whose customer is being changed, is left as it is. */
	#isBehind() {
		const now = this.#now();
		const hasBegun = this.isStored || !this.basket.isEmpty;
		return hasBegun && now !== "" && now !== this.stored;
	}

	/** It goes through the page's host: the answer is wanted even when the screen is left meanwhile. */
	async #store() {
		const now = this.#now();
		const { draft, screen } = this;
		this.turn += 1;
		const values = { draft, screen, is_new: !this.isStored, turn: this.turn, ...JSON.parse(now) };
		this.isTroubled = false;
		try {
			await this.host.page.call("visits.save_basket", values, { keepalive: true });
			this.isStored = true;
			this.stored = now;
			this.show("saved");
		} catch (error) {
			this.isTroubled = true;
			this.#fail(error);
		}
	}

	#fail(error) {
		const state = error.status === CONFLICT && TAKEN_AWAY[error.field];
		if (state) {
			this.isOver = true;
			return this.show(state, error);
		}
		const isLost = !error.status || error.status >= 500 || error.status === CONFLICT;
		this.show(isLost ? "waiting" : "refused", error);
		if (isLost) this.trying.later();
	}
}
