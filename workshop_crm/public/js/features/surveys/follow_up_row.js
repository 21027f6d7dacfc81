/** One unhappy customer: what they said, how to reach them, who looks after it until when, and what to do next. */

import { actionMenu } from "../../ui/action_menu.js";
import { button, screenLink } from "../../ui/button.js";
import { bdi, h, isolated } from "../../ui/dom.js";
import { closingReasonLabel, followUpStatusLabel } from "../../ui/labels.js";
import { badge } from "../../ui/panel.js";
import { avatar, phoneLink, reachLinks } from "../../ui/person.js";
import { openHistory } from "./follow_up_history.js";
import {
	assign,
	noteContact,
	openAssignForm,
	openCloseForm,
	openDueForm,
	openNoteForm,
	openReopenForm,
	snooze,
} from "./follow_up_steps.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} followUp row of surveys.follow_ups
 * @param {() => Promise<void>} reload
 */
export function followUpRow(host, followUp, reload) {
	return h(
		"li",
		{
			class: "wcrm-list-row wcrm-list-row-top wcrm-work-row",
			data: { followUp: followUp.follow_up, late: String(followUp.is_late) },
		},
		avatar(followUp.name || followUp.customer),
		h(
			"div",
			{ class: "wcrm-grow" },
			h("div", { class: "wcrm-row" }, who(host, followUp), marks(host, followUp)),
			followUp.comment && h("blockquote", { class: "wcrm-quote-text" }, bdi(followUp.comment)),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				about(host, followUp).map((part) => h("span", {}, part)),
			),
			lastNote(host, followUp),
		),
		h(
			"div",
			{ class: "wcrm-row wcrm-work-steps" },
			reachLinks(followUp.phone),
			followUp.is_closed ? closedSteps(host, followUp, reload) : openSteps(host, followUp, reload),
		),
	);
}

function who(host, { customer, name }) {
	return screenLink(
		host,
		"profile",
		{ customer },
		{ class: "wcrm-link wcrm-strong" },
		bdi(name || customer),
	);
}

function marks(host, { score, is_late: isLate, is_escalated: isEscalated }) {
	const { number } = host.format;
	return [
		isLate && badge(__("Overdue"), "bad"),
		score !== null && badge(__("{0} of {1}", [number(score), number(100)]), "warn"),
		isEscalated && badge(__("Passed on")),
	];
}

function about(host, followUp) {
	const { date, dateTime } = host.format;
	return [
		followUp.phone && phoneLink(followUp.phone),
		!followUp.is_closed && followUp.status !== "Open" && followUpStatusLabel(followUp.status),
		__("Open since {0}", [date(followUp.opened_on)]),
		!followUp.is_closed && followUp.due_on && __("Call until {0}", [dateTime(followUp.due_on)]),
		followUp.contacted_on && __("Spoken with on {0}", [date(followUp.contacted_on)]),
		followUp.assigned_to && __("With {0}", [isolated(followUp.assigned_name)]),
		followUp.is_closed && __("Closed on {0}", [date(followUp.closed_on)]),
		followUp.is_closed && followUp.reason && closingReasonLabel(followUp.reason),
	].filter(Boolean);
}

function lastNote(host, { note, notes }) {
	if (!note) return null;
	const by = [bdi(note.user_name), host.format.dateTime(note.happened_on)];
	if (notes > 1) by.push(__("Notes: {0}", [host.format.number(notes)]));
	return h(
		"div",
		{ class: "wcrm-work-note", data: { note: "" } },
		h("p", { dir: "auto", class: "wcrm-pre-line" }, note.note),
		h(
			"p",
			{ class: "wcrm-hint wcrm-dotted" },
			by.map((part) => h("span", {}, part)),
		),
	);
}

function openSteps(host, followUp, reload) {
	const step = (label, icon, name, onClick, kind) =>
		button(label, { icon, kind, small: true, onClick, attributes: { "data-step": name } });
	const isMine = followUp.assigned_to === host.context.user;
	return [
		!followUp.contacted_on &&
			step(__("Spoke with the customer"), "phone", "spoken", () => noteContact(host, followUp, reload)),
		!isMine &&
			step(__("Assign to me"), "profile", "mine", () =>
				assign(host, followUp, host.context.user, reload),
			),
		step(__("Close"), "check", "close", () => openCloseForm(host, followUp, reload), "primary"),
		actionMenu(__("More about this follow-up"), [
			entry(__("Note"), "note", () => openNoteForm(host, followUp, reload)),
			entry(__("Assign"), "profile", () => openAssignForm(host, followUp, reload)),
			entry(__("Call by"), "edit", () => openDueForm(host, followUp, reload)),
			entry(__("Snooze until tomorrow"), "clock", () => snooze(host, followUp, 1, reload)),
			entry(__("Snooze for a week"), "clock", () => snooze(host, followUp, 7, reload)),
			entry(__("History"), "bullets", () => openHistory(host, followUp)),
		]),
	];
}

function closedSteps(host, followUp, reload) {
	return [
		button(__("Reopen"), {
			icon: "undo",
			small: true,
			onClick: () => openReopenForm(host, followUp, reload),
			attributes: { "data-step": "reopen" },
		}),
		actionMenu(__("More about this follow-up"), [
			entry(__("Note"), "note", () => openNoteForm(host, followUp, reload)),
			entry(__("History"), "bullets", () => openHistory(host, followUp)),
		]),
	];
}

function entry(label, icon, onClick) {
	return { label, icon, onClick };
}
