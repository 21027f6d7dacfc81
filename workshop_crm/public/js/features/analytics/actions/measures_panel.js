/** What came of each rule: who came of those on the list and of those held out, and how sure the difference is. */

import { button } from "../../../ui/button.js";
import { bdi, fill, h } from "../../../ui/dom.js";
import { downloadButton } from "../../../ui/export_buttons.js";
import { badge, panel } from "../../../ui/panel.js";
import { emptyState } from "../../../ui/states.js";
import { table } from "../../../ui/table.js";
import { openMeasureCustomers } from "./measure_customers.js";

export class MeasuresPanel {
	/** @param {import("../../../host/types.js").Host} host */
	constructor(host) {
		this.host = host;
		this.shown = "";
		this.place = h("div");
		const save = () => host.download("analytics.export_action_measures");
		const actions = [downloadButton(__("CSV"), __("Save as CSV"), "action_measures", save)];
		const note = __("Only customers whose time is over are counted, whether they were reached or not.");
		this.element = panel(
			{ title: __("What came of it"), name: "action_measures", note, actions },
			this.place,
		);
	}

	async load() {
		const answer = await this.host.call("analytics.action_measures");
		const reply = JSON.stringify(answer);
		if (reply === this.shown) return;
		this.shown = reply;
		const { rules } = answer;
		fill(this.place, rules.length ? measureTable(this.host, answer) : nothing());
	}
}

function measureTable(host, { rules, least }) {
	return table({
		caption: __("What came of it"),
		stacks: true,
		rows: rules,
		rowData: (row) => ({ rule: row.rule, verdict: row.verdict }),
		columns: [
			{ label: __("Rule"), head: true, cell: (row) => bdi(row.title) },
			{ label: __("On the list: came"), cell: (row) => group(host, row, "treated") },
			{ label: __("Held out: came"), cell: (row) => group(host, row, "held_out") },
			{ label: __("Difference"), cell: (row) => difference(host, row, least) },
			{
				label: __("Still running"),
				number: true,
				cell: (row) => host.format.number(row.running),
			},
		],
	});
}

/** The share who came; both numbers beside it lead to the names behind them. */
function group(host, row, side) {
	const { customers, came, share, low, high, revenue_each: each } = row[side];
	if (!customers) return "–";
	const { money, number, percent } = host.format;
	const names = (cameOnly, label, title) =>
		button(label, {
			kind: "quiet",
			small: true,
			onClick: () => openMeasureCustomers(host, row, side, cameOnly),
			attributes: { "aria-label": title, "data-names": `${side}.${cameOnly ? "came" : "all"}` },
		});
	return h(
		"div",
		{ class: "wcrm-measure" },
		h("strong", { title: range(percent(low), percent(high)) }, percent(share)),
		names(true, number(came), __("Customers who came: {0}", [number(came)])),
		h("span", { "aria-hidden": "true" }, "/"),
		names(false, number(customers), __("All customers: {0}", [number(customers)])),
		h("p", { class: "wcrm-hint" }, __("{0} a customer", [money(each, { rounded: true })])),
	);
}

function difference(host, row, least) {
	if (row.verdict === "too_few") {
		const told = row.held_out_percent
			? __("Too few to say: at least {0} in each group", [host.format.number(least)])
			: __("Nobody is held out, so nothing can be compared");
		return h("span", { class: "wcrm-hint" }, told);
	}
	const tone = { more: "good", fewer: "bad", unclear: "neutral" }[row.verdict];
	const words = { more: __("More came"), fewer: __("Fewer came"), unclear: __("No clear difference") };
	const points = (share) => host.format.signedPoints(Math.round(share * 100));
	const { share, low, high } = row.difference;
	return h(
		"div",
		{},
		badge(words[row.verdict], tone),
		h("p", { class: "wcrm-hint" }, __("{0} percentage points", [points(share)])),
		h("p", { class: "wcrm-hint" }, range(points(low), points(high))),
	);
}

function range(low, high) {
	return __("Between {0} and {1} (95%)", [low, high]);
}

function nothing() {
	return emptyState(
		"dashboard",
		__("There is no rule yet"),
		__("A manager adds rules under Customer Action Rule."),
	);
}
