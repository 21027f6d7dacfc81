/** All that happened to a follow-up: who did what, and when. */

import { button } from "../../ui/button.js";
import { openDialog } from "../../ui/dialog.js";
import { bdi, fill, h, isolated } from "../../ui/dom.js";
import { closingReasonLabel, followUpStepLabel } from "../../ui/labels.js";
import { failure, skeleton } from "../../ui/states.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{follow_up: string, name: string, customer: string}} followUp row of surveys.follow_ups
 */
export function openHistory(host, followUp) {
	openDialog(host, (inside, close) => {
		const place = h("div", { data: { history: followUp.follow_up } }, skeleton(4));
		const load = async () => {
			try {
				const asked = { follow_up: followUp.follow_up };
				const { steps } = await inside.call("surveys.follow_up_history", asked);
				fill(place, stepList(host, steps));
			} catch (error) {
				fill(place, failure(error, load));
			}
		};
		load();
		const whom = h("p", { class: "wcrm-muted" }, bdi(followUp.name || followUp.customer));
		const actions = [button(__("Close"), { onClick: close })];
		return { title: __("History of the follow-up"), body: h("div", {}, whom, place), actions };
	});
}

function stepList(host, steps) {
	return h(
		"ol",
		{ class: "wcrm-list" },
		steps.map((step) => stepRow(host, step)),
	);
}

function stepRow(host, step) {
	const details = [
		host.format.dateTime(step.happened_on),
		step.user && bdi(step.user_name),
		step.reason && closingReasonLabel(step.reason),
	].filter(Boolean);
	return h(
		"li",
		{ class: "wcrm-list-row wcrm-list-row-top", data: { kind: step.kind } },
		h(
			"div",
			{ class: "wcrm-grow" },
			h("strong", {}, what(host, step)),
			step.note && h("p", { dir: "auto", class: "wcrm-pre-line" }, step.note),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				details.map((part) => h("span", {}, part)),
			),
		),
	);
}

function what(host, step) {
	if (step.kind === "Given")
		return step.given_to ? __("Given to {0}", [isolated(step.given_to_name)]) : __("Given to nobody");
	if (step.kind === "Passed On" && step.given_to)
		return __("Passed on to {0}", [isolated(step.given_to_name)]);
	if (step.kind === "Due")
		return step.due_on
			? __("Call until {0}", [host.format.dateTime(step.due_on)])
			: __("No time to call by");
	return followUpStepLabel(step.kind);
}
