/**
 * How long something on screen lasts: a page, a screen, a dialog. What it opens beyond its own elements is opened through its
 * lifetime, and closed with it.
 */

export class Lifetime {
	/** @type {Set<() => void>} */
	#endings = new Set();
	isOver = false;

	/**
	 * Has `ending` called when this ends; at once when it is over already.
	 *
	 * @param {() => void} ending
	 * @returns {() => void} takes it back
	 */
	onEnd(ending) {
		if (this.isOver) ending();
		else this.#endings.add(ending);
		return () => this.#endings.delete(ending);
	}

	/** Closes everything, the latest first. A second call does nothing. */
	end() {
		this.isOver = true;
		const endings = [...this.#endings].reverse();
		this.#endings.clear();
		for (const ending of endings) ending();
	}

	/** A shorter lifetime, which ends with this one at the latest. */
	child() {
		const child = new Lifetime();
		child.onEnd(this.onEnd(() => child.end()));
		return child;
	}

	/**
	 * @param {EventTarget} target outside the elements of what lasts: the document, the window, a field of Frappe's form
	 * @param {string} event
	 * @param {(event: *) => void} listener
	 * @param {{capture?: boolean}} [options]
	 */
	listen(target, event, listener, options) {
		target.addEventListener(event, listener, options);
		this.onEnd(() => target.removeEventListener(event, listener, options));
	}

	/**
	 * @param {() => void} work
	 * @param {number} milliseconds
	 */
	every(work, milliseconds) {
		const timer = setInterval(work, milliseconds);
		this.onEnd(() => clearInterval(timer));
	}

	/**
	 * @param {() => void} work
	 * @param {number} milliseconds
	 * @returns {() => void} takes it back
	 */
	after(work, milliseconds) {
		const timer = setTimeout(() => {
			forget();
			work();
		}, milliseconds);
		const cancel = () => clearTimeout(timer);
		const forget = this.onEnd(cancel);
		return () => {
			cancel();
			forget();
		};
	}

	/**
	 * Calls `work` a moment after the last time it was asked to.
	 *
	 * @param {(...args: *) => void} work
	 * @param {number} milliseconds
	 */
	pause(work, milliseconds) {
		let cancel = () => {};
		const later = (...args) => {
			cancel();
			if (!this.isOver) cancel = this.after(() => work(...args), milliseconds);
		};
		return { later, cancel: () => cancel() };
	}

	/**
	 * A request that is aborted when this ends. What waits for its answer then goes on waiting, so nothing is drawn, said or
	 * opened for somebody who has left.
	 *
	 * @template Answer
	 * @param {(signal: AbortSignal) => Promise<Answer>} send
	 * @param {AbortSignal} [outer] aborts it as well, and then the answer is an AbortError
	 * @returns {Promise<Answer>}
	 */
	request(send, outer) {
		return new Promise((resolve, reject) => {
			if (this.isOver) return;
			const controller = new AbortController();
			const abort = () => controller.abort();
			const forget = this.onEnd(abort);
			if (outer?.aborted) abort();
			outer?.addEventListener("abort", abort, { once: true });
			const settle = (settled) => (value) => {
				forget();
				if (!this.isOver) settled(value);
			};
			send(controller.signal).then(settle(resolve), settle(reject));
		});
	}
}

/**
 * Lifetimes of which one replaces the other, such as what is drawn anew: each call ends the one before.
 *
 * @param {Lifetime} around
 * @returns {() => Lifetime}
 */
export function oneAfterAnother(around) {
	let current = null;
	return () => {
		current?.end();
		current = around.child();
		return current;
	};
}
