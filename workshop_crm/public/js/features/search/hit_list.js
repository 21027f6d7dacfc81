/**
 * The list below a search box. The options are a listbox without focus of its own; what can be done with each customer
 * stands beside its option, not in it, because an option of a listbox holds no controls. Tab reaches the actions of the
 * active option; the arrow keys go on from there.
 */

import { fill, h, uniqueId } from "../../ui/dom.js";
import { nameOf } from "../../ui/person.js";
import { hitRow } from "./hit.js";
import { hitActions } from "./hit_actions.js";

/**
 * @typedef {Object} HitListOptions
 * @property {(hit: Object, event: Event) => void} onChoose
 * @property {(option: ?HTMLElement) => void} onActive
 * @property {() => void} backToInput
 * @property {boolean} [hasActions]
 * @property {boolean} [keepsFocus] pressing the mouse on an option leaves the focus where it is
 */

export class HitList {
	/** @param {import("../../host/types.js").Host} host @param {HitListOptions} options */
	constructor(host, options) {
		this.host = host;
		this.options = options;
		this.hits = [];
		this.index = -1;
		this.isWalking = false;
		this.id = uniqueId("hits");
		this.list = h("ul", { role: "listbox", id: this.id, "aria-label": __("Customers") });
		this.actions = h("div", { class: "wcrm-hits-actions" });
		this.element = h("div", { class: "wcrm-hits", hidden: true }, this.list, this.actions);
	}

	/** The hit that Enter chooses. */
	get active() {
		return this.hits[this.index];
	}

	show(hits, active) {
		this.hits = hits;
		this.isWalking = false;
		this.element.hidden = hits.length === 0;
		fill(this.list, hits.map(this.option, this));
		fill(this.actions, this.options.hasActions && hits.map(this.group, this));
		this.setActive(hits.length ? active : -1);
	}

	option(hit, index) {
		const { onChoose, keepsFocus } = this.options;
		return h(
			"li",
			{
				id: `${this.id}-${index}`,
				role: "option",
				class: "wcrm-hit",
				"aria-selected": "false",
				style: { "--wcrm-hit": index + 1 },
				data: { customer: hit.customer },
				on: {
					click: (event) => onChoose(hit, event),
					mousedown: (event) => keepsFocus && event.preventDefault(),
				},
			},
			hitRow(this.host, hit),
		);
	}

	group(hit, index) {
		const links = hitActions(this.host, hit);
		for (const link of links) link.tabIndex = -1;
		return h(
			"div",
			{
				role: "group",
				class: "wcrm-hit-actions",
				"aria-label": nameOf(this.host, hit),
				style: { "--wcrm-hit": index + 1 },
				data: { actionsOf: hit.customer },
				on: {
					keydown: (event) => this.onActionKey(event, links),
					focusin: () => this.setActive(index),
				},
			},
			links,
		);
	}

	setActive(index) {
		if (this.index !== index) this.mark(this.index, false);
		this.index = index;
		this.mark(index, true);
		const option = /** @type {?HTMLElement} */ (this.list.children[index] ?? null);
		option?.scrollIntoView({ block: "nearest" });
		this.options.onActive(option);
	}

	mark(index, isActive) {
		this.list.children[index]?.setAttribute("aria-selected", String(isActive));
		for (const link of this.actions.children[index]?.children ?? [])
			link.setAttribute("tabindex", isActive ? "0" : "-1");
	}

	/** @returns {boolean} whether the key moves within the list */
	walk(key) {
		const count = this.hits.length;
		const target = {
			ArrowDown: (this.index + 1) % count,
			ArrowUp: (Math.max(this.index, 0) - 1 + count) % count,
			Home: 0,
			End: count - 1,
		}[key];
		if (target === undefined) return false;
		this.isWalking = true;
		this.setActive(target);
		return true;
	}

	onActionKey(event, links) {
		const at = links.indexOf(event.target.closest("a"));
		const forward = this.host.direction === "rtl" ? "ArrowLeft" : "ArrowRight";
		if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
			const step = event.key === forward ? 1 : -1;
			links[(at + step + links.length) % links.length].focus();
		} else if (event.key === "Escape") {
			this.options.backToInput();
		} else if (this.walk(event.key)) {
			this.options.backToInput();
		} else return;
		event.preventDefault();
		event.stopPropagation();
	}
}
