/** The part of a customer's history that is loaded: the newest entries, of one kind or of all. */

const ENTRIES_AT_ONCE = 20;

export class LoadedHistory {
	/**
	 * @param {import("../../host/types.js").Host} host
	 * @param {Object} profile its `history` holds the first entries
	 */
	constructor(host, profile) {
		this.host = host;
		this.customer = profile.customer;
		/** "" for all; counts from the next `reload` on */
		this.kind = "";
		this.entries = profile.history.entries;
		this.next = profile.history.next;
		this.total = profile.history.total;
	}

	get hasMore() {
		return Boolean(this.next);
	}

	async reload() {
		const page = await this.#ask(null);
		this.entries = page.entries;
		this.next = page.next;
		this.total = page.total;
	}

	async loadMore() {
		const page = await this.#ask(this.next);
		this.entries = [...this.entries, ...page.entries];
		this.next = page.next;
	}

	#ask(before) {
		return this.host.call("messaging.history", {
			customer: this.customer,
			before,
			limit: ENTRIES_AT_ONCE,
			kinds: this.kind ? [this.kind] : null,
		});
	}
}
