/** One customer to call: who, why, how to reach them, and what to do with the row. */

import { actionMenu } from "../../../ui/action_menu.js";
import { button, buttonLink, screenLink } from "../../../ui/button.js";
import { bdi, h } from "../../../ui/dom.js";
import { callResultLabel, messageStatusLabel, triggerLabel, triggerTone } from "../../../ui/labels.js";
import { badge } from "../../../ui/panel.js";
import { avatar, nameOf, phoneLink, reachLinks } from "../../../ui/person.js";
import { dismiss, openAssignForm, openCallForm, openSnoozeForm, reopen } from "./call_steps.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} action row of analytics.call_list
 * @param {{people: Array<{user: string, name: string}>, shows_value: boolean}} answer the whole reply
 * @param {() => void} onDone
 */
export function callRow(host, action, answer, onDone) {
	return h(
		"li",
		{
			class: "wcrm-list-row wcrm-list-row-top",
			data: { action: action.action, trigger: action.trigger, status: action.status },
		},
		avatar(nameOf(host, action)),
		h(
			"div",
			{ class: "wcrm-grow" },
			h(
				"div",
				{ class: "wcrm-row" },
				who(host, action),
				badge(triggerLabel(action.trigger), triggerTone(action.trigger)),
			),
			h("p", { dir: "auto", data: { reason: "" } }, action.reason),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				about(host, action, answer).map((part) => h("span", {}, part)),
			),
			action.problem && h("p", { class: "wcrm-hint" }, action.problem),
		),
		h(
			"div",
			{ class: "wcrm-row wcrm-call-steps" },
			followUp(host, action),
			reachLinks(action.phone),
			steps(host, action, answer, onDone),
		),
	);
}

function who(host, action) {
	const link = screenLink(
		host,
		"profile",
		{ customer: action.customer },
		{ class: "wcrm-link wcrm-strong" },
		bdi(nameOf(host, action)),
	);
	link.dataset.focus = "";
	return link;
}

function about(host, action, answer) {
	const { date, money, points } = host.format;
	return [
		action.phone && phoneLink(action.phone),
		action.car && bdi(action.car),
		answer.shows_value && action.clv > 0 && __("Worth {0}", [money(action.clv, { rounded: true })]),
		action.snoozed_until && __("Again on {0}", [date(action.snoozed_until)]),
		action.assigned_to && __("With {0}", [action.assigned_name]),
		action.message && __("Message: {0}", [messageStatusLabel(action.message)]),
		action.points > 0 && __("Points given: {0}", [points(action.points)]),
		action.result && callResultLabel(action.result),
		action.done_on && date(action.done_on),
		action.done_on && action.done_by && bdi(action.done_by),
	].filter(Boolean);
}

function steps(host, action, answer, onDone) {
	const isClosed = ["Done", "Dismissed"].includes(action.status);
	const again = {
		label: __("Put back on the list"),
		icon: "undo",
		onClick: () => reopen(host, action, onDone),
	};
	if (isClosed) return actionMenu(__("More about this call"), [again]);
	return [
		button(__("Done"), {
			icon: "check",
			small: true,
			kind: "primary",
			onClick: () => openCallForm(host, action, onDone),
			attributes: { "data-step": "done" },
		}),
		actionMenu(__("More about this call"), [
			{
				label: __("Snooze"),
				icon: "clock",
				onClick: () => openSnoozeForm(host, action, onDone),
			},
			{
				label: __("Assign"),
				icon: "profile",
				onClick: () => openAssignForm(host, action, answer.people, onDone),
			},
			{ label: __("Dismiss"), icon: "close", onClick: () => dismiss(host, action, onDone) },
			...(action.status === "Snoozed" ? [again] : []),
		]),
	];
}

/** A low score is looked after as a follow-up; the call belongs to it. */
function followUp(host, action) {
	if (!action.follow_up) return null;
	const params = { follow_up: action.follow_up };
	return buttonLink(host, __("Open the follow-up"), "follow_ups", params, {
		icon: "follow_ups",
		small: true,
	});
}
