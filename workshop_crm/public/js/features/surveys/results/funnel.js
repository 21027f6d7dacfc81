/** How far invitations get, against the share that is aimed at, and the means of getting more answers. */

import { h } from "../../../ui/dom.js";
import { wayLabel } from "../../../ui/labels.js";
import { badge, panel } from "../../../ui/panel.js";
import { emptyState } from "../../../ui/states.js";
import { table } from "../../../ui/table.js";
import { resultButtons } from "./export_buttons.js";

/** @param {import("../../../host/types.js").Host} host @param {Object} funnel of surveys.funnel */
export function funnelPanel(host, funnel, filters) {
	const content = funnel.asked
		? [targetBar(host, funnel), sentence(host, funnel), steps(host, funnel.steps), levers(host, funnel)]
		: emptyState("send", __("Nobody was asked"), __("Choose a longer period."));
	return panel(
		{
			title: __("From the invitation to the answer"),
			name: "funnel",
			actions: resultButtons(host, "funnel", filters),
		},
		content,
	);
}

function targetBar(host, funnel) {
	const { percent } = host.format;
	const words = __("{0} answered; the aim is {1}", [percent(funnel.rate.value), percent(funnel.target)]);
	return h(
		"div",
		{
			class: "wcrm-target",
			role: "img",
			"aria-label": words,
			title: words,
			style: { "--share": funnel.rate.value, "--target": funnel.target },
		},
		h("i", {}),
		h("b", {}),
	);
}

function sentence(host, funnel) {
	const { number, percent } = host.format;
	const text = funnel.missing
		? __("{0} of {1} answered. {2} more answers would make it {3}.", [
				number(funnel.answered),
				number(funnel.asked),
				number(funnel.missing),
				percent(funnel.target),
			])
		: __("{0} of {1} answered: the aim of {2} is reached.", [
				number(funnel.answered),
				number(funnel.asked),
				percent(funnel.target),
			]);
	return h("p", { data: { funnel: "sentence" } }, text);
}

function steps(host, rows) {
	const { number } = host.format;
	const count = (label, name) => ({ label, number: true, cell: (row) => number(row[name]) });
	return table({
		caption: __("By step and channel"),
		rows,
		rowData: (row) => ({ step: row.step, channel: row.channel }),
		columns: [
			{ label: __("Step"), head: true, cell: (row) => stepLabel(host, row) },
			count(__("Written"), "written"),
			count(__("Sent"), "sent"),
			count(__("Delivered"), "delivered"),
			count(__("Read"), "read"),
			count(__("Not delivered"), "failed"),
			count(__("Answered"), "answered"),
			count(__("Opted out"), "opted_out"),
		],
	});
}

function stepLabel(host, row) {
	if (!/^\d+$/.test(row.step)) return wayLabel(row.step);
	const message = __("Message {0}", [host.format.number(Number(row.step))]);
	return row.channel ? `${message} · ${wayLabel(row.channel)}` : message;
}

function levers(host, funnel) {
	return h(
		"div",
		{ class: "wcrm-levers" },
		h("h3", {}, __("What can bring more answers")),
		h(
			"ul",
			{ class: "wcrm-list" },
			funnel.levers.map((lever) => leverRow(host, lever)),
		),
		h(
			"p",
			{ class: "wcrm-hint" },
			__(
				"An answer after a reminder might have come without it. To know what a measure brings, leave it out for some customers for a while and compare.",
			),
		),
	);
}

function leverRow(host, lever) {
	const { number } = host.format;
	const { name, hint } = leverWords()[lever.lever];
	const brought =
		lever.answers === null
			? __("Too close to call")
			: __("Answers after it: {0}", [number(lever.answers)]);
	return h(
		"li",
		{ class: "wcrm-list-row", data: { lever: lever.lever } },
		h("div", { class: "wcrm-grow" }, h("strong", {}, name), h("p", { class: "wcrm-hint" }, hint)),
		lever.used !== null && h("span", {}, __("Used: {0}", [number(lever.used)])),
		h("span", {}, brought),
		badge(lever.is_on ? __("On") : __("Off"), lever.is_on ? "good" : "neutral"),
	);
}

function leverWords() {
	return {
		handover: {
			name: __("At the handover"),
			hint: __("The code on the invoice, or the counter's screen."),
		},
		reminder: {
			name: __("Reminders"),
			hint: __("Rows of the survey's messages after the first one."),
		},
		fallback: {
			name: __("Another channel"),
			hint: __("When a message could not be delivered, the next one that the customer agreed to."),
		},
		reward: { name: __("Points for an answer"), hint: __("For any answer, never for a high score.") },
	};
}
