/** A panel with a filtered list that loads page after page and of which rows can be chosen. */

import { ChosenRows, chosenBar, rowBox } from "./chosen_rows.js";
import { fill, h, uniqueId } from "./dom.js";
import { keepFocus } from "./focus_place.js";
import { moreButton } from "./more_button.js";
import { orReport } from "./or_report.js";

const PAGE = 50;
const MAX_AT_ONCE = 500;

/**
 * @typedef {Object} ListOptions
 * @property {string} title
 * @property {string} name hook `[data-panel]` and `[data-count]`
 * @property {(page: {limit: number, offset: number}) => Promise<{rows: Object[], total: number}>} ask
 * @property {(row: Object) => string} keyOf
 * @property {(row: Object) => string} labelOf for the check box
 * @property {(row: Object) => Node[]} row what stands beside the check box
 * @property {(answer: Object) => Node} bar the filters
 * @property {() => Node} empty
 * @property {() => Node[]} headActions
 * @property {boolean} [isChoosable] false: rows have no check box
 * @property {(list: ChoosableList) => Node[]} actions for the chosen rows
 */

export class ChoosableList {
	/** @param {import("../host/types.js").Host} host @param {ListOptions} options */
	constructor(host, options) {
		this.host = host;
		this.options = options;
		/** @type {Object[]} */
		this.rows = [];
		/** @type {{rows: Object[], total: number}} */
		this.answer = { rows: [], total: 0 };
		this.chosen = new ChosenRows(() => keepFocus(this.element, () => this.draw()));
		this.questions = 0;
		this.bar = h("div");
		this.tools = h("div");
		this.place = h("div");
		this.count = h("p", { class: "wcrm-hint", role: "status", data: { count: options.name } });
		this.more = moreButton(this.place, () => this.loadMore());
		this.reload = orReport(host, () => this.load());
		this.element = this.panel();
	}

	panel() {
		const { title, name, headActions } = this.options;
		const id = uniqueId(name);
		const head = h(
			"header",
			{ class: "wcrm-panel-head" },
			h("div", {}, h("h2", { id, tabindex: "-1" }, title), this.count),
			h("div", { class: "wcrm-row" }, headActions()),
		);
		const foot = h("div", { class: "wcrm-row wcrm-row-center" }, this.more);
		const body = [this.bar, this.tools, this.place, foot];
		return h(
			"section",
			{ class: "wcrm-panel", "aria-labelledby": id, data: { panel: name } },
			head,
			h("div", { class: "wcrm-panel-body wcrm-stack" }, body),
		);
	}

	/** Asks again for as many rows as are shown. */
	async load() {
		this.questions += 1;
		const own = this.questions;
		const limit = Math.min(Math.max(this.rows.length, PAGE), MAX_AT_ONCE);
		const answer = await this.options.ask({ limit, offset: 0 });
		if (own !== this.questions) return;
		this.rows = answer.rows;
		this.answer = answer;
		keepFocus(this.element, () => {
			fill(this.bar, this.options.bar(answer));
			this.draw();
		});
	}

	/** Rows of an earlier question are dropped, as its first page is. */
	async loadMore() {
		const own = this.questions;
		const answer = await this.options.ask({ limit: PAGE, offset: this.rows.length });
		if (own !== this.questions) return;
		this.rows = [...this.rows, ...answer.rows];
		this.answer = answer;
		this.draw();
	}

	/** Other filters: nothing stays chosen. */
	restart() {
		this.rows = [];
		this.chosen.keys.clear();
		this.chosen.all = false;
		return this.reload();
	}

	draw() {
		const { options, rows, chosen } = this;
		const { total } = this.answer;
		const { number } = this.host.format;
		const keys = rows.map(options.keyOf);
		this.count.textContent =
			rows.length < total ? __("{0} of {1}", [number(rows.length), number(total)]) : number(total);
		this.count.dataset.total = String(total);
		this.more.hidden = rows.length >= total;
		const actions = chosen.count(total) > 0 ? options.actions(this) : [];
		const canChoose = options.isChoosable !== false && rows.length > 0;
		fill(this.tools, canChoose && chosenBar(this.host, chosen, keys, total, actions));
		fill(this.place, rows.length ? h("ul", { class: "wcrm-list" }, this.items(keys)) : options.empty());
	}

	items(keys) {
		const { options, chosen } = this;
		return this.rows.map((row, index) =>
			h(
				"li",
				{ class: "wcrm-list-row wcrm-list-row-top", data: { row: keys[index] } },
				options.isChoosable !== false && rowBox(chosen, keys[index], options.labelOf(row), keys),
				options.row(row),
			),
		);
	}
}
