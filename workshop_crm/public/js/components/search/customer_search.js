/**
 * The search box: an ARIA combobox over a list of customers. Asks shortly after the last key, drops answers that
 * come late, and lets Enter wait for the answer to what was typed last.
 */

import { fill, h, uniqueId } from "../dom.js";
import { icon } from "../icons.js";

const PAUSE_MILLISECONDS = 120;

/**
 * @typedef {Object} SearchOptions
 * @property {string} label
 * @property {string} placeholder
 * @property {(hit: Object) => HTMLElement} renderHit content of one option
 * @property {(hit: Object, event: Event) => void} onChoose
 * @property {(query: string) => Node} [renderNothing] shown when nothing was found
 * @property {(query: string) => void} [onQuery] told what was asked
 * @property {boolean} [popup] the list floats below the box and closes when the focus leaves
 * @property {string} [query] what to ask first
 * @property {number} [limit]
 */

export class CustomerSearch {
	/** @param {import("../../host/types.js").Host} host @param {SearchOptions} options */
	constructor(host, options) {
		this.host = host;
		this.options = options;
		this.hits = [];
		this.active = -1;
		this.shownQuery = null;
		this.chooseWhenShown = null;
		this.build();
	}

	build() {
		const inputId = uniqueId("search");
		this.list = h("ul", {
			role: "listbox",
			id: uniqueId("hits"),
			class: "wcrm-hits",
			"aria-label": __("Customers"),
		});
		this.note = h("div", { class: "wcrm-search-note" });
		this.status = h("p", { class: "wcrm-visually-hidden", role: "status" });
		this.input = h("input", {
			id: inputId,
			class: "wcrm-search-input",
			type: "search",
			role: "combobox",
			dir: this.options.query ? "auto" : this.host.direction,
			autocomplete: "off",
			spellcheck: "false",
			"aria-expanded": "false",
			"aria-autocomplete": "list",
			"aria-controls": this.list.id,
			placeholder: this.options.placeholder,
			value: this.options.query ?? "",
			on: {
				input: () => this.later(),
				keydown: (event) => this.onKey(event),
				focus: () => this.onFocus(),
			},
		});
		this.results = h(
			"div",
			{ class: "wcrm-search-results", hidden: this.options.popup },
			this.list,
			this.note,
		);
		this.element = h(
			"div",
			{ class: `wcrm-search${this.options.popup ? " wcrm-search-popup" : ""}` },
			h("label", { class: "wcrm-visually-hidden", for: inputId }, this.options.label),
			h("div", { class: "wcrm-search-box" }, icon("search"), this.input),
			this.status,
			this.results,
		);
		if (this.options.popup) this.element.addEventListener("focusout", (event) => this.onFocusOut(event));
	}

	get query() {
		return this.input.value.trim();
	}

	later() {
		this.input.dir = this.input.value ? "auto" : this.host.direction;
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.ask(), PAUSE_MILLISECONDS);
	}

	/** Asks for what stands in the box. Resolves when its answer is shown or a newer question replaced it. */
	async ask() {
		clearTimeout(this.timer);
		this.request?.abort();
		const request = new AbortController();
		this.request = request;
		const query = this.query;
		this.element.dataset.busy = "true";
		try {
			const answer = await this.host.call(
				"search.find",
				{ query, limit: this.options.limit ?? 10 },
				{ signal: request.signal },
			);
			if (this.request === request) this.show(query, answer);
		} catch (error) {
			if (this.request === request) this.showProblem(error);
		} finally {
			if (this.request === request) delete this.element.dataset.busy;
		}
	}

	show(query, answer) {
		this.shownQuery = query;
		this.hits = answer.hits;
		fill(
			this.list,
			this.hits.map((hit, index) => this.option(hit, index)),
		);
		const nothing = this.hits.length === 0 && this.options.renderNothing?.(query);
		fill(this.note, answer.note && h("p", { class: "wcrm-hint" }, answer.note), nothing);
		fill(
			this.status,
			query ? __("Customers found: {0}", [this.host.format.number(this.hits.length)]) : "",
		);
		this.setActive(query && this.hits.length ? 0 : -1);
		this.setExpanded(this.hits.length > 0);
		this.options.onQuery?.(query);
		this.chooseIfAwaited();
	}

	showProblem(error) {
		this.hits = [];
		this.chooseWhenShown = null;
		fill(this.list);
		fill(this.note, h("p", { class: "wcrm-problem", role: "alert" }, error.message));
		this.setExpanded(false);
	}

	option(hit, index) {
		const choose = (event) => {
			if (!event.target.closest("a, button")) this.options.onChoose(hit, event);
		};
		return h(
			"li",
			{
				id: `${this.list.id}-${index}`,
				role: "option",
				class: "wcrm-hit",
				"aria-selected": "false",
				data: { customer: hit.customer },
				on: { click: choose, mousedown: (event) => this.options.popup && event.preventDefault() },
			},
			this.options.renderHit(hit),
		);
	}

	setActive(index) {
		this.list.children[this.active]?.setAttribute("aria-selected", "false");
		this.active = index;
		const option = this.list.children[index];
		if (!option) return this.input.removeAttribute("aria-activedescendant");
		option.setAttribute("aria-selected", "true");
		option.scrollIntoView({ block: "nearest" });
		this.input.setAttribute("aria-activedescendant", option.id);
	}

	setExpanded(open) {
		this.input.setAttribute("aria-expanded", String(open));
		if (this.floats()) this.results.hidden = document.activeElement !== this.input;
	}

	/** In a dialog the list has a place of its own: if it went with the focus, the button that is being clicked would move. */
	floats() {
		return this.options.popup && !this.element.closest("dialog");
	}

	onKey(event) {
		const steps = { ArrowDown: 1, ArrowUp: -1 };
		if (event.key in steps && this.hits.length) {
			event.preventDefault();
			this.setActive((this.active + steps[event.key] + this.hits.length) % this.hits.length);
		} else if (event.key === "Enter") {
			event.preventDefault();
			this.choose(event);
		} else if (event.key === "Escape") {
			this.escape(event);
		}
	}

	choose(event) {
		if (this.shownQuery === this.query) {
			if (this.hits[this.active]) this.options.onChoose(this.hits[this.active], event);
			return;
		}
		this.chooseWhenShown = event;
		this.ask();
	}

	chooseIfAwaited() {
		const event = this.chooseWhenShown;
		this.chooseWhenShown = null;
		if (event && this.hits.length) this.options.onChoose(this.hits[0], event);
	}

	/** Clears what is typed; with nothing typed, Escape also reaches a dialog around the box. */
	escape(event) {
		const wasTyped = this.query !== "";
		if (this.options.popup) this.results.hidden = true;
		if (!wasTyped) return;
		event.preventDefault();
		event.stopPropagation();
		this.clear();
		this.ask();
	}

	clear() {
		this.input.value = "";
		this.input.dir = this.host.direction;
		if (this.options.popup) this.results.hidden = true;
	}

	onFocus() {
		if (!this.options.popup) return;
		this.results.hidden = false;
		this.input.setAttribute("aria-expanded", String(this.hits.length > 0));
		if (this.shownQuery === null) this.ask();
	}

	onFocusOut(event) {
		if (!this.floats() || this.element.contains(event.relatedTarget)) return;
		this.results.hidden = true;
		this.input.setAttribute("aria-expanded", "false");
	}
}
