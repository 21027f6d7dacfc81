/**
 * The search box: an ARIA combobox over a list of customers. Asks shortly after the last key, drops answers that
 * come late, keeps the old hits until the new ones are there, and lets Enter wait for the answer to what was typed last.
 */

import { hostForEach } from "../../host/within.js";
import { fill, h, uniqueId } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { reachableWhileScrolling } from "../../ui/scroll_frame.js";
import { HitList } from "./hit_list.js";

const PAUSE_MILLISECONDS = 120;

/**
 * @typedef {Object} SearchOptions
 * @property {(hit: Object, event: Event) => void} onChoose
 * @property {boolean} [actions] the rows offer what can be done with a customer
 * @property {(query: string) => Node} [renderNothing] shown when nothing was found
 * @property {(query: string) => void} [onQuery] gets what was asked
 * @property {boolean} [popup] the list floats below the box and closes when the focus leaves
 * @property {string} [query] what to ask first
 * @property {number} [limit]
 */

export class CustomerSearch {
	/** @param {import("../../host/types.js").Host} host @param {SearchOptions} options */
	constructor(host, options) {
		this.host = host;
		this.options = options;
		/** @type {Object[]} */
		this.hits = [];
		this.shownQuery = null;
		this.chooseWhenShown = null;
		this.hostForQuestion = hostForEach(host);
		this.typing = host.life.pause(() => this.ask(), PAUSE_MILLISECONDS);
		this.hitList = new HitList(host, {
			hasActions: options.actions,
			onChoose: options.onChoose,
			onActive: (option) => this.showActive(option),
			backToInput: () => this.input.focus(),
			keepsFocus: options.popup,
		});
		this.input = this.makeInput();
		this.heading = h("h2", { class: "wcrm-section-title", hidden: true });
		this.note = h("p", { class: "wcrm-hint wcrm-search-note", hidden: true, data: { search: "note" } });
		this.nothing = h("div", { class: "wcrm-search-empty" });
		this.status = h("p", { class: "wcrm-visually-hidden", role: "status" });
		this.results = h(
			"div",
			{
				class: "wcrm-search-results",
				hidden: options.popup,
				role: "group",
				"aria-label": __("Customers"),
			},
			this.note,
			this.heading,
			this.hitList.element,
			this.nothing,
		);
		reachableWhileScrolling(this.results, this.hitList.element);
		this.element = this.makeElement();
	}

	makeInput() {
		return h("input", {
			id: uniqueId("search"),
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
	}

	makeElement() {
		return h(
			"div",
			{
				class: `wcrm-search${this.options.popup ? " wcrm-search-popup" : ""}`,
				on: { focusout: (event) => this.onFocusOut(event) },
			},
			h("label", { class: "wcrm-visually-hidden", for: this.input.id }, __("Find a customer")),
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
	}

	get query() {
		return this.input.value.trim();
	}

	later() {
		this.input.dir = this.input.value ? "auto" : this.host.direction;
		this.typing.later();
	}

	/** Asks for what stands in the box. Resolves when its answer is shown or a newer question replaced it. */
	ask() {
		this.typing.cancel();
		const host = this.hostForQuestion();
		return new Promise((resolve) => {
			host.life.onEnd(() => resolve(null));
			this.askThrough(host).then(resolve);
		});
	}

	/** @param {import("../../host/types.js").Host} host */
	async askThrough(host) {
		const query = this.query;
		this.element.dataset.busy = "true";
		try {
			this.show(query, await host.call("search.find", { query, limit: this.options.limit ?? 10 }));
		} catch (error) {
			this.showProblem(error);
		} finally {
			delete this.element.dataset.busy;
		}
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
		this.announce(query, answer.note);
		this.setExpanded(found);
		this.options.onQuery?.(query);
		this.chooseIfAwaited();
	}

	announce(query, note) {
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
		else this.focusWayOut();
	}

	focusWayOut() {
		/** @type {?HTMLElement} */
		const way = this.nothing.querySelector("button, a");
		way?.focus();
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

	/** Empties the box; an answer that is under way is of no interest any more. */
	clear() {
		this.typing.cancel();
		this.hostForQuestion();
		delete this.element.dataset.busy;
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
