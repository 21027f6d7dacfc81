/** The list of follow-ups: its parts with their counts, rows by the page, and the focus where the work goes on. */

import { fill, h, uniqueId } from "../../ui/dom.js";
import { filterChips } from "../../ui/filter_chips.js";
import { keepFocus } from "../../ui/focus_place.js";
import { moreButton } from "../../ui/more_button.js";
import { orReport } from "../../ui/or_report.js";
import { shownOf } from "../../ui/paged_list.js";
import { emptyState } from "../../ui/states.js";
import { followUpRow } from "./follow_up_row.js";

const ROWS_AT_ONCE = 30;

export class FollowUpList {
	/**
	 * @param {import("../../host/types.js").Host} host
	 * @param {string} part of surveys.follow_ups; "" for all that are open
	 * @param {(counts: Record<string, number>) => void} onCounts
	 */
	constructor(host, part, onCounts) {
		this.host = host;
		this.part = part || "open";
		this.onCounts = onCounts;
		this.limit = ROWS_AT_ONCE;
		this.shown = "";
		this.questions = 0;
		this.id = uniqueId("follow-ups");
		this.bar = h("div");
		this.count = h("p", { class: "wcrm-hint", role: "status", data: { count: "follow_ups" } });
		this.place = h("div");
		this.reload = orReport(host, () => this.load());
		this.element = this.panel();
	}

	panel() {
		return h(
			"section",
			{ class: "wcrm-panel", "aria-labelledby": this.id, data: { panel: "follow_ups" } },
			h(
				"header",
				{ class: "wcrm-panel-head" },
				h("div", {}, h("h2", { id: this.id }, __("Follow-ups")), this.count),
			),
			h("div", { class: "wcrm-panel-body wcrm-stack" }, this.bar, this.place),
		);
	}

	/** Draws only what changed, so that a refresh closes no menu and moves nothing. */
	async load() {
		this.questions += 1;
		const own = this.questions;
		const answer = await this.host.call("surveys.follow_ups", { part: this.part, limit: this.limit });
		const reply = JSON.stringify([this.part, answer]);
		if (own !== this.questions || reply === this.shown) return;
		this.shown = reply;
		this.onCounts(answer.counts);
		keepFocus(this.element, () => this.draw(answer));
	}

	draw(answer) {
		const { host, part } = this;
		this.count.textContent = answer.total ? shownOf(host, answer.follow_ups.length, answer) : "";
		fill(
			this.bar,
			partChips(host, part, answer.counts, (next) => this.change(next)),
		);
		fill(this.place, answer.follow_ups.length ? this.rows(answer) : nothing(part));
	}

	rows({ follow_ups: rows, total }) {
		const list = h(
			"ul",
			{ class: "wcrm-list" },
			rows.map((row) => followUpRow(this.host, row, this.reload)),
		);
		const more = () => {
			this.limit += ROWS_AT_ONCE;
			return this.reload();
		};
		return [
			list,
			rows.length < total &&
				h("div", { class: "wcrm-row wcrm-row-center" }, moreButton(this.place, more)),
		];
	}

	change(part) {
		this.part = part;
		this.limit = ROWS_AT_ONCE;
		this.host.setQuery(part === "open" ? {} : { part });
		return this.reload();
	}
}

function partChips(host, value, counts, onChange) {
	const labels = {
		open: __("All open"),
		overdue: __("Overdue"),
		mine: __("Mine"),
		unassigned: __("Unassigned"),
		closed: __("Closed"),
	};
	const options = Object.entries(labels).map(([part, label]) => ({
		value: part,
		label,
		count: host.format.number(counts[part]),
	}));
	return filterChips({ label: __("Follow-ups"), options, value, onChange });
}

function nothing(part) {
	if (part === "open")
		return emptyState("check", __("Nobody is waiting"), __("A low score opens a follow-up here."));
	return emptyState("check", __("No follow-ups in this selection"));
}
