/** The list itself: loads pages, draws what changed, and says where the focus goes when a row has left. */

import { button } from "../../../ui/button.js";
import { fill, h, uniqueId } from "../../../ui/dom.js";
import { downloadButton } from "../../../ui/export_buttons.js";
import { moreButton } from "../../../ui/more_button.js";
import { orReport } from "../../../ui/or_report.js";
import { emptyState } from "../../../ui/states.js";
import { filterBar } from "./call_filters.js";
import { callRow } from "./call_row.js";

const ROWS_AT_ONCE = 50;

export class CallList {
	/**
	 * @param {import("../../../host/types.js").Host} host
	 * @param {import("./call_filters.js").Filters} filters
	 */
	constructor(host, filters) {
		this.host = host;
		this.filters = filters;
		/** How many rows are on screen at most; a refresh keeps them. */
		this.limit = ROWS_AT_ONCE;
		this.shown = "";
		this.questions = 0;
		const id = uniqueId("calls");
		this.title = h("h2", { id, tabindex: "-1" }, __("Customers to call"));
		this.count = h("p", { class: "wcrm-hint", role: "status", data: { count: "calls" } });
		this.bar = h("div");
		this.place = h("div");
		this.reload = orReport(host, () => this.load());
		this.element = this.panel(id);
	}

	panel(id) {
		const head = h(
			"header",
			{ class: "wcrm-panel-head" },
			h("div", {}, this.title, this.count),
			h("div", { class: "wcrm-row" }, this.actions()),
		);
		return h(
			"section",
			{ class: "wcrm-panel", "aria-labelledby": id, data: { panel: "calls" } },
			head,
			h("div", { class: "wcrm-panel-body wcrm-stack" }, this.bar, this.place),
		);
	}

	actions() {
		if (!this.host.context.can_manage) return null;
		const save = () => this.host.download("analytics.export_call_list", this.filters);
		return [
			button(__("Update the list"), {
				icon: "refresh",
				small: true,
				onClick: orReport(this.host, () => this.find()),
			}),
			downloadButton(__("CSV"), __("Save as CSV"), "call_list", save),
		];
	}

	async find() {
		const { queued } = await this.host.call("analytics.find_actions");
		const told = queued
			? __("The list is being updated. New rows appear here.")
			: __("No background job can be started now. The list is updated tonight.");
		this.host.notify(told, queued ? "good" : "bad");
		if (queued) this.host.life.after(this.reload, 3000);
	}

	/** Draws only what changed, so that a refresh closes no menu and moves nothing. */
	async load() {
		this.questions += 1;
		const own = this.questions;
		const answer = await this.host.call("analytics.call_list", { ...this.filters, limit: this.limit });
		const reply = JSON.stringify([this.filters, answer]);
		if (own !== this.questions || reply === this.shown) return;
		this.shown = reply;
		this.draw(answer);
	}

	draw(answer) {
		const focus = focusKey(this.element);
		const { host, filters } = this;
		const { number } = host.format;
		this.count.textContent =
			answer.actions.length < answer.total
				? __("{0} of {1}", [number(answer.actions.length), number(answer.total)])
				: __("Customers in this list: {0}", [number(answer.total)]);
		fill(
			this.bar,
			filterBar(host, filters, answer, (next) => this.change(next)),
		);
		fill(this.place, answer.actions.length ? this.rows(answer) : nothing(filters));
		if (focus) this.focus(focus);
	}

	rows(answer) {
		const row = (action, index) =>
			callRow(this.host, action, answer, () => this.host.life.after(() => this.left(index), 0));
		const more = () => {
			this.limit += ROWS_AT_ONCE;
			return this.reload();
		};
		return [
			h("ul", { class: "wcrm-list" }, answer.actions.map(row)),
			answer.actions.length < answer.total &&
				h("div", { class: "wcrm-row wcrm-row-center" }, moreButton(this.place, more)),
		];
	}

	change(filters) {
		this.filters = filters;
		this.limit = ROWS_AT_ONCE;
		this.host.setQuery(filters);
		return this.reload();
	}

	/** After a step: the row that has taken the place of the one that left, or else the title. */
	async left(index) {
		await this.reload();
		const rows = this.place.querySelectorAll("[data-action]");
		const next = rows[Math.min(index, rows.length - 1)];
		const target = /** @type {HTMLElement} */ (next?.querySelector("[data-focus]") ?? this.title);
		target.focus();
	}

	/** @param {string} selector */
	focus(selector) {
		/** @type {?HTMLElement} */ (this.element.querySelector(selector))?.focus({ preventScroll: true });
	}
}

/** A selector by which what has the focus is found again after drawing; "" when it is elsewhere. */
function focusKey(root) {
	const focused = document.activeElement;
	if (!focused || !root.contains(focused)) return "";
	const row = focused.closest("[data-action]");
	if (row) return `[data-action="${row.getAttribute("data-action")}"] [data-focus]`;
	if (focused.hasAttribute("name")) return `[name="${focused.getAttribute("name")}"]`;
	return focused.hasAttribute("data-value") ? `[data-value="${focused.getAttribute("data-value")}"]` : "";
}

function nothing(filters) {
	if (Object.keys(filters).length) return emptyState("phone", __("Nobody in this selection"));
	return emptyState(
		"check",
		__("No customers to call"),
		__("Each night, customers who become at risk, give a low score or have a service due appear here."),
	);
}
