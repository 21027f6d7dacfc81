/**
 * The search box: an ARIA combobox over a list of customers. Asks shortly after the last key, drops answers that
 * come late, keeps the old hits until the new ones are there, and lets Enter wait for the answer to what was typed last.
 */

import { fill, h, uniqueId } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { HitList } from "./hit_list.js";

const PAUSE_MILLISECONDS = 120;

/**
 * @typedef {Object} SearchOptions
 * @property {(hit: Object, event: Event) => void} onChoose
 * @property {boolean} [actions] the rows offer what can be done with a customer
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
		this.shownQuery = null;
		this.chooseWhenShown = null;
		this.build();
	}

	build() {
		const inputId = uniqueId("search");
		this.hitList = new HitList(this.host, {
			hasActions: this.options.actions,
			onChoose: this.options.onChoose,
			onActive: (option) => this.showActive(option),
			backToInput: () => this.input.focus(),
			keepsFocus: this.options.popup,
		});
		this.heading = h("h3", { class: "wcrm-section-title", hidden: true });
		this.note = h("p", { class: "wcrm-hint wcrm-search-note", hidden: true, data: { search: "note" } });
		this.nothing = h("div", { class: "wcrm-search-empty" });
		this.status = h("p", { class: "wcrm-visually-hidden", role: "status" });
		this.input = h("input", {
			id: inputId,
			class: "wcrm-search-input",
			type: "search",
			role: "combobox",
			dir: this.options.query ? "auto" : this.host.direction,
			autocomplete: "off",
			autocapitalize: "off",
			spellcheck: "false",
			enterkeyhint: "search",
			"aria-expanded": "false",
			"aria-autocomplete": "list",
			"aria-haspopup": "listbox",
			"aria-controls": this.hitList.id,
			placeholder: __("Name, phone or plate"),
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
			this.note,
			this.heading,
			this.hitList.element,
			this.nothing,
		);
		this.element = h(
			"div",
			{ class: `wcrm-search${this.options.popup ? " wcrm-search-popup" : ""}` },
			h("label", { class: "wcrm-visually-hidden", for: inputId }, __("Find a customer")),
			h(
				"div",
				{ class: "wcrm-search-box" },
				icon("search"),
				this.input,
				h("span", { class: "wcrm-search-busy", "aria-hidden": "true" }),
			),
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
		this.stop();
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

	/** Of an answer that is still under way nobody wants to know any more. */
	stop() {
		clearTimeout(this.timer);
		this.request?.abort();
		this.request = null;
	}

	show(query, answer) {
		this.shownQuery = query;
		this.hits = answer.hits;
		const found = this.hits.length > 0;
		this.heading.textContent = query ? __("Customers") : __("Recent customers");
		this.heading.hidden = !found;
		this.note.textContent = answer.note ?? "";
		this.note.hidden = !answer.note;
		this.hitList.show(this.hits, query ? 0 : -1);
		fill(this.nothing, !found && this.options.renderNothing?.(query));
		this.tell(query, answer.note);
		this.setExpanded(found);
		this.options.onQuery?.(query);
		this.chooseIfAwaited();
	}

	tell(query, note) {
		const count = this.host.format.number(this.hits.length);
		const found = query ? __("Customers found: {0}", [count]) : __("Recent customers: {0}", [count]);
		this.status.textContent = [found, note].filter(Boolean).join(". ");
	}

	showProblem(error) {
		this.hits = [];
		this.shownQuery = null;
		this.chooseWhenShown = null;
		this.heading.hidden = true;
		this.hitList.show([], -1);
		fill(this.nothing, h("p", { class: "wcrm-problem", role: "alert" }, error.message));
		this.setExpanded(false);
	}

	showActive(option) {
		if (option) this.input.setAttribute("aria-activedescendant", option.id);
		else this.input.removeAttribute("aria-activedescendant");
	}

	setExpanded(open) {
		this.input.setAttribute("aria-expanded", String(open));
		if (this.floats()) this.results.hidden = !this.element.contains(document.activeElement);
	}

	/** In a dialog the list has a place of its own: if it went with the focus, the button that is being clicked would move. */
	floats() {
		return this.options.popup && !this.element.closest("dialog");
	}

	onKey(event) {
		if (event.isComposing) return;
		if (event.key === "Enter") {
			event.preventDefault();
			this.choose(event);
		} else if (event.key === "Escape") {
			this.escape(event);
		} else if (this.hits.length && this.mayWalk(event) && this.hitList.walk(event.key)) {
			event.preventDefault();
			if (this.floats()) this.results.hidden = false;
		}
	}

	/** Home and End are the text's own keys until the cursor stands there already. */
	mayWalk(event) {
		if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
		const { selectionStart, selectionEnd, value } = this.input;
		if (event.key === "Home") return this.hitList.isWalking || selectionEnd === 0;
		if (event.key === "End") return this.hitList.isWalking || selectionStart === value.length;
		return true;
	}

	choose(event) {
		if (this.shownQuery !== this.query) {
			this.chooseWhenShown = event;
			this.ask();
			return;
		}
		if (this.hitList.active) this.options.onChoose(this.hitList.active, event);
		else this.nothing.querySelector("button, a")?.focus();
	}

	chooseIfAwaited() {
		const event = this.chooseWhenShown;
		this.chooseWhenShown = null;
		if (event && this.hits.length) this.options.onChoose(this.hits[0], event);
	}

	/** Clears what is typed; with nothing typed, Escape also reaches a dialog around the box. */
	escape(event) {
		const wasTyped = this.input.value !== "";
		if (this.floats()) this.results.hidden = true;
		if (!wasTyped) return;
		event.preventDefault();
		event.stopPropagation();
		this.clear();
		this.ask();
	}

	clear() {
		this.chooseWhenShown = null;
		this.input.value = "";
		this.input.dir = this.host.direction;
		if (this.floats()) this.results.hidden = true;
	}

	onFocus() {
		if (!this.options.popup) return;
		this.results.hidden = false;
		this.input.setAttribute("aria-expanded", String(this.hits.length > 0));
		if (this.shownQuery !== this.query) this.ask();
	}

	onFocusOut(event) {
		if (!this.floats() || this.element.contains(event.relatedTarget)) return;
		this.results.hidden = true;
		this.input.setAttribute("aria-expanded", "false");
	}
}
