/** A screen of figures under filters: asked for and drawn anew whenever they change. */

import { fill, h } from "./dom.js";
import { failure } from "./states.js";

/** @template {Object} Filters */
export class FilteredScreen {
	/**
	 * @param {HTMLElement} root
	 * @param {import("../host/types.js").Host} host
	 * @param {Filters} filters
	 */
	constructor(root, host, filters) {
		this.root = root;
		this.host = host;
		this.filters = filters;
		/** The answer on screen, to be compared with a newer one. */
		this.shown = "";
		this.questions = 0;
	}

	/** Asks for the figures and draws them. @returns {Promise<void>} */
	async load() {
		throw new Error("A filtered screen loads its own figures.");
	}

	/** @param {Partial<Filters>} filters in place of the present ones */
	async change(filters) {
		this.filters = /** @type {Filters} */ (filters);
		this.host.setQuery(filters);
		this.root.dataset.state = "loading";
		try {
			await this.load();
		} catch (error) {
			this.shown = "";
			const withoutFilters = () => this.change({});
			fill(this.root, h("div", { class: "wcrm-panel" }, failure(error, withoutFilters)));
		}
		this.root.dataset.state = "ready";
	}

	/**
	 * The answer under the present filters; null when a later question was asked meanwhile.
	 *
	 * @template T
	 * @param {() => Promise<T>} ask
	 * @returns {Promise<?T>}
	 */
	async latest(ask) {
		this.questions += 1;
		const own = this.questions;
		const answer = await ask();
		return own === this.questions ? answer : null;
	}

	/** Whether the answer is another one than that on screen; what did not change is not drawn again, nor folded or moved. */
	isNews(answer) {
		const told = JSON.stringify(answer);
		if (told === this.shown) return false;
		this.shown = told;
		return true;
	}

	/** Fills the screen; the filter that had the focus keeps it. @param {...*} parts */
	show(...parts) {
		const name = document.activeElement?.getAttribute("data-filter");
		fill(this.root, ...parts);
		if (!name) return;
		/** @type {?HTMLElement} */
		const filter = this.root.querySelector(`[data-filter="${name}"]`);
		filter?.focus({ preventScroll: true });
	}
}
