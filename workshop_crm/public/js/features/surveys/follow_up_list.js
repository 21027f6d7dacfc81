/** The unhappy customers that somebody should call. */

import { button, screenLink } from "../../ui/button.js";
import { bdi, h } from "../../ui/dom.js";
import { field, readFields } from "../../ui/field.js";
import { openFormDialog } from "../../ui/form_dialog.js";
import { closingReasons, followUpStatusLabel } from "../../ui/labels.js";
import { badge, panel } from "../../ui/panel.js";
import { avatar } from "../../ui/person.js";
import { emptyState } from "../../ui/states.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object[]} followUps answer of surveys.follow_ups
 * @param {() => Promise<void>} reload
 */
export function followUpsPanel(host, followUps, reload) {
	const content = followUps.length
		? h(
				"ul",
				{ class: "wcrm-list" },
				followUps.map((followUp) => followUpRow(host, followUp, reload)),
			)
		: emptyState("check", __("Nobody is waiting"), __("A low score opens a follow-up here."));
	return panel({ title: __("Open follow-ups"), name: "follow_ups" }, content);
}

function followUpRow(host, followUp, reload) {
	return h(
		"li",
		{ class: "wcrm-list-row wcrm-list-row-top", data: { followUp: followUp.follow_up } },
		avatar(followUp.name || followUp.customer),
		h(
			"div",
			{ class: "wcrm-grow" },
			screenLink(
				host,
				"profile",
				{ customer: followUp.customer },
				{ class: "wcrm-link wcrm-strong" },
				bdi(followUp.name || followUp.customer),
			),
			followUp.comment && h("blockquote", { class: "wcrm-quote-text", dir: "auto" }, followUp.comment),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				about(host, followUp).map((part) => h("span", {}, part)),
			),
		),
		followUp.score !== null &&
			badge(__("{0} of {1}", [host.format.number(followUp.score), host.format.number(100)]), "bad"),
		actions(host, followUp, reload),
	);
}

function actions(host, followUp, reload) {
	const noteContact = async () => {
		try {
			await host.call("surveys.note_contact", { follow_up: followUp.follow_up });
			await reload();
		} catch (error) {
			host.notify(error.message, "bad");
		}
	};
	const close = () => openCloseForm(host, followUp, reload);
	return h(
		"div",
		{ class: "wcrm-row" },
		!followUp.contacted_on &&
			button(__("Spoke with the customer"), {
				kind: "quiet",
				icon: "phone",
				small: true,
				onClick: noteContact,
			}),
		button(__("Close"), { icon: "check", small: true, onClick: close }),
	);
}

function about(host, followUp) {
	return [
		followUp.status !== "Open" && followUpStatusLabel(followUp.status),
		__("Open since {0}", [host.format.date(followUp.opened_on)]),
		followUp.is_late && h("strong", { class: "wcrm-bad" }, __("Late")),
		followUp.due_on &&
			!followUp.contacted_on &&
			__("Call until {0}", [host.format.dateTime(followUp.due_on)]),
		followUp.contacted_on && __("Spoken with on {0}", [host.format.date(followUp.contacted_on)]),
		followUp.is_escalated && __("Passed on"),
		followUp.assigned_to && __("With {0}", [followUp.assigned_to]),
	].filter(Boolean);
}

function openCloseForm(host, followUp, reload) {
	openFormDialog(host, () => ({
		title: __("Close the follow-up"),
		submitLabel: __("Close follow-up"),
		body: [
			h("p", { class: "wcrm-muted" }, bdi(followUp.name || followUp.customer)),
			field({
				name: "reason",
				label: __("How did it end?"),
				type: "select",
				required: true,
				options: [{ value: "", label: __("Choose …") }, ...closingReasons()],
			}),
			field({
				name: "note",
				label: __("What was agreed with the customer?"),
				type: "textarea",
				required: true,
				dir: "auto",
			}),
			followUp.has_second_survey &&
				h("p", { class: "wcrm-hint" }, __("The customer will get a second, shorter survey.")),
		],
		onSubmit: async (form) => {
			const { reason, note } = readFields(form);
			await host.call("surveys.close_follow_up", { follow_up: followUp.follow_up, reason, note });
			host.notify(__("The follow-up is closed."), "good");
			await reload();
		},
	}));
}
