/** What came of each rule: who came of those on the list and of those held out, and how sure the difference is. */

import { button } from "../../../ui/button.js";
import { bdi, fill, h } from "../../../ui/dom.js";
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
		const actions = [
			button(__("CSV"), {
				kind: "quiet",
				icon: "download",
				small: true,
				onClick: save,
				attributes: { "aria-label": __("Save as CSV"), "data-export": "action_measures" },
			}),
		];
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
	const { money, number } = host.format;
	const each = (group) =>
		group.revenue_each === null ? "–" : money(group.revenue_each, { rounded: true });
	return table({
		caption: __("What came of it"),
		rows: rules,
		rowData: (row) => ({ rule: row.rule, verdict: row.verdict }),
		columns: [
			{ label: __("Rule"), head: true, cell: (row) => bdi(row.title) },
			{ label: __("On the list: came"), cell: (row) => share(host, row, "treated") },
			{ label: __("Revenue a customer"), number: true, cell: (row) => each(row.treated) },
			{ label: __("Held out: came"), cell: (row) => share(host, row, "held_out") },
			{ label: __("Revenue a customer, held out"), number: true, cell: (row) => each(row.held_out) },
			{ label: __("Difference"), cell: (row) => difference(host, row, least) },
			{ label: __("Still running"), number: true, cell: (row) => number(row.running) },
		],
	});
}

/** Both numbers lead to the names behind them. */
function share(host, row, side) {
	const group = row[side];
	if (!group.customers) return "–";
	const { number, percent } = host.format;
	const open = (cameOnly, label, title) =>
		button(label, {
			kind: "quiet",
			small: true,
			onClick: () => openMeasureCustomers(host, row, side, cameOnly),
			attributes: { "aria-label": title, "data-names": `${side}.${cameOnly ? "came" : "all"}` },
		});
	return h(
		"div",
		{ class: "wcrm-row" },
		h(
			"strong",
			{ title: __("Between {0} and {1} (95 %)", [percent(group.low), percent(group.high)]) },
			percent(group.share),
		),
		open(true, number(group.came), __("Customers who came: {0}", [number(group.came)])),
		h("span", { "aria-hidden": "true" }, "/"),
		open(false, number(group.customers), __("All customers: {0}", [number(group.customers)])),
	);
}

function difference(host, row, least) {
	if (row.verdict === "too_few") {
		const told = row.held_out_percent
			? __("Too few to say: at least {0} in each group", [host.format.number(least)])
			: __("Nobody is held out, so nothing can be compared");
		return h("span", { class: "wcrm-hint" }, told);
	}
	const { share: apart, low, high } = row.difference;
	const tone = { more: "good", fewer: "bad", unclear: "neutral" }[row.verdict];
	const words = { more: __("More came"), fewer: __("Fewer came"), unclear: __("No clear difference") };
	return h(
		"div",
		{},
		badge(words[row.verdict], tone),
		h("p", { class: "wcrm-hint" }, points(host, apart), " · ", range(host, low, high)),
	);
}

/** A difference of shares is in percentage points, with its sign. */
function points(host, share) {
	const sign = share > 0 ? "+" : "";
	return h("bdi", {}, `${sign}${host.format.percent(share)}`);
}

function range(host, low, high) {
	const { percent } = host.format;
	return __("Between {0} and {1} (95 %)", [percent(low), percent(high)]);
}

function nothing() {
	return emptyState(
		"dashboard",
		__("There is no rule yet"),
		__("A manager adds rules under Customer Action Rule."),
	);
}
