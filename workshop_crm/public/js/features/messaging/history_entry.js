/** One row of the history: what it was, when, by whom; staff may delete what they noted. */

import { actionMenu } from "../../ui/action_menu.js";
import { confirmDialog } from "../../ui/dialog.js";
import { bdi, h } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import {
	channelIcon,
	channelLabel,
	directionLabel,
	interactionLabel,
	messageStatusLabel,
	messageStatusTone,
} from "../../ui/labels.js";
import { orReport } from "../../ui/or_report.js";
import { badge } from "../../ui/panel.js";

const ICONS = { Call: "phone", Visit: "car", Note: "note" };

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} entry
 * @param {() => Promise<void>} reload after the entry was deleted
 */
export function historyEntry(host, entry, reload) {
	const isMessage = entry.kind === "Message";
	return h(
		"li",
		{ class: "wcrm-list-row wcrm-list-row-top", data: { entry: entry.entry, kind: entry.kind } },
		h(
			"span",
			{ class: "wcrm-round-icon" },
			icon(isMessage ? channelIcon(entry.channel) : ICONS[entry.kind]),
		),
		h(
			"div",
			{ class: "wcrm-grow" },
			h("p", { class: "wcrm-entry-text", dir: "auto" }, entry.text),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				about(host, entry).map((part) => h("span", {}, part)),
			),
		),
		isMessage && entry.status && statusBadge(entry),
		!isMessage && mayDelete(host, entry) && entryMenu(host, entry, reload),
	);
}

function statusBadge({ direction, status }) {
	if (direction === "Incoming") return badge(__("Received"), "accent");
	return badge(messageStatusLabel(status), messageStatusTone(status));
}

function about(host, entry) {
	const isMessage = entry.kind === "Message";
	return [
		isMessage && entry.channel ? channelLabel(entry.channel) : interactionLabel(entry.kind),
		!isMessage && entry.direction && directionLabel(entry.direction),
		host.format.dateTime(entry.happened_on),
		entry.author && bdi(entry.author),
	].filter(Boolean);
}

/** The server decides; this only leaves out a menu that would be of no use. */
function mayDelete({ context }, entry) {
	return context.can_manage || [context.user, context.user_name].includes(entry.author);
}

function entryMenu(host, entry, reload) {
	const remove = orReport(host, async () => {
		const question = {
			title: __("Delete this entry?"),
			text: [
				h("blockquote", { class: "wcrm-quote-text" }, bdi(entry.text)),
				h("p", {}, __("It cannot be brought back.")),
			],
			label: __("Delete entry"),
		};
		if (!(await confirmDialog(host, question))) return;
		await host.call("messaging.delete_interaction", { entry: entry.entry });
		host.notify(__("The entry is deleted."), "good");
		await reload();
	});
	return actionMenu(__("Actions for this entry"), [
		{ label: __("Delete entry"), icon: "trash", onClick: remove },
	]);
}
