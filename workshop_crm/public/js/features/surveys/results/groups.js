/** The scores of services, branches, people, languages and channels beside each other. */

import { bdi, fill, h } from "../../../ui/dom.js";
import { field } from "../../../ui/field.js";
import { intervalBar } from "../../../ui/interval.js";
import { panel } from "../../../ui/panel.js";
import { emptyState } from "../../../ui/states.js";
import { table } from "../../../ui/table.js";
import { resultButtons } from "./export_buttons.js";
import { asShare } from "./measures.js";
import { dimensionLabels, memberLabel } from "./result_filters.js";

const PEOPLE = ["technician", "adviser"];

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} scores of surveys.results
 * @param {{by: string}} view the grouping that is shown; a choice changes it
 */
export function groupsPanel(host, scores, filters, serviceTypes, view) {
	const place = h("div", { data: { groups: view.by } });
	const actions = h("div", { class: "wcrm-row" });
	const draw = () => {
		place.dataset.groups = view.by;
		fill(place, content(host, scores, serviceTypes, view.by));
		fill(actions, resultButtons(host, view.by, filters));
	};
	draw();
	const choice = grouping(view, draw);
	return panel({ title: __("Compare"), name: "groups", actions: [choice, actions] }, place);
}

function grouping(view, draw) {
	const options = Object.entries(dimensionLabels()).map(([value, label]) => ({ value, label }));
	const element = field({ name: "by", label: __("By"), type: "select", value: view.by, options });
	const input = /** @type {HTMLSelectElement} */ (element.querySelector("[name]"));
	input.addEventListener("change", () => {
		view.by = input.value;
		draw();
	});
	return element;
}

function content(host, scores, serviceTypes, by) {
	const rows = scores.groups[by];
	if (!rows.length) return emptyState("chat", __("No answers in this selection"));
	const { number } = host.format;
	const isPerson = PEOPLE.includes(by);
	return [
		table({
			caption: __("Compare"),
			rows,
			rowData: (row) => ({ member: row.member }),
			columns: [
				{ label: "#", number: true, cell: (row) => (row.rank ? number(row.rank) : "–") },
				{
					label: dimensionLabels()[by],
					head: true,
					cell: (row) => bdi(memberLabel(host, by, row.member, serviceTypes)),
				},
				{ label: __("Answers"), number: true, cell: (row) => number(row.answers) },
				{ label: __("Satisfied customers"), cell: (row) => satisfied(host, row.csat) },
				...(isPerson ? [{ label: __("Fair share"), cell: (row) => fair(host, row.fair) }] : []),
				{ label: __("NPS"), number: true, cell: (row) => measure(host, row.nps) },
				{ label: __("Index"), number: true, cell: (row) => measure(host, row.index) },
			],
		}),
		h("p", { class: "wcrm-hint" }, hint(host, scores, isPerson)),
	];
}

function satisfied(host, csat) {
	if (!csat.n) return "–";
	return h(
		"div",
		{},
		h("strong", {}, host.format.percent(csat.value)),
		" ",
		intervalBar(host, asShare(csat)),
	);
}

function fair(host, estimate) {
	if (!estimate) return "–";
	const { percent } = host.format;
	const range = __("{0} to {1}", [percent(estimate.low), percent(estimate.high)]);
	return h(
		"div",
		{},
		h("strong", {}, percent(estimate.value)),
		" ",
		h("span", { class: "wcrm-hint" }, range),
	);
}

function measure(host, { value, low, high, n }) {
	if (!n) return "–";
	const { number } = host.format;
	return h("span", { title: __("{0} to {1}", [number(low), number(high)]) }, number(value));
}

function hint(host, scores, isPerson) {
	const few = __("Below {0} ratings there is no rank: the share says more about chance.", [
		host.format.number(scores.min_ranked),
	]);
	if (!isPerson) return few;
	return `${few} ${__("The fair share is drawn towards that of all, the more the fewer answers there are.")}`;
}
