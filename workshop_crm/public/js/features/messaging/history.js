/** What was said and written, newest first: messages of the app, and what staff note. */

import { actionMenu } from "../../ui/action_menu.js";
import { button, screenLink } from "../../ui/button.js";
import { confirmDialog } from "../../ui/dialog.js";
import { bdi, fill, h } from "../../ui/dom.js";
import { filterChips } from "../../ui/filter_chips.js";
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
import { badge, panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { openInteractionForm } from "./interaction_form.js";

const ENTRIES_AT_ONCE = 20;
const ICONS = { Call: "phone", Visit: "car", Note: "note" };
const KINDS = ["Message", "Call", "Visit", "Note"];

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile its `history` holds the first entries
 */
export function historyPanel(host, profile) {
	const list = h("ol", { class: "wcrm-list wcrm-history" });
	const foot = h("div", { class: "wcrm-row wcrm-row-center" });
	const shown = { kind: "", ...profile.history };

	const ask = (before, limit = ENTRIES_AT_ONCE) =>
		host.call("messaging.history", {
			customer: profile.customer,
			before,
			limit,
			kinds: shown.kind ? [shown.kind] : null,
		});

	const reload = orReport(host, async () => {
		Object.assign(shown, await ask(null));
		draw();
	});

	const showMore = orReport(host, async () => {
		const page = await ask(shown.next);
		Object.assign(shown, { entries: [...shown.entries, ...page.entries], next: page.next });
		draw();
	});

	function draw() {
		fill(
			list,
			shown.entries.map((entry) => entryRow(host, entry, reload)),
			!shown.entries.length && h("li", {}, nothing(shown.kind)),
		);
		fill(foot, shown.next && button(__("Show more"), { small: true, onClick: showMore }));
	}

	const choose = (kind) => {
		shown.kind = kind;
		list.setAttribute("aria-busy", "true");
		reload().finally(() => list.removeAttribute("aria-busy"));
	};
	const kinds = ["", ...KINDS].map((kind) => ({
		value: kind,
		label: kind ? kindsLabel(kind) : __("All"),
	}));
	draw();
	return panel(
		{ title: __("Communication history"), name: "history", actions: actions(host, profile, reload) },
		filterChips({ label: __("Kind"), options: kinds, value: "", onChange: choose }),
		list,
		foot,
	);
}

function actions(host, profile, reload) {
	const log = orReport(host, () => openInteractionForm(host, profile.customer, reload));
	return [
		screenLink(host, "outbox", {}, {}, __("Open the outbox")),
		button(__("Add entry"), { icon: "plus", small: true, onClick: log }),
	];
}

function kindsLabel(kind) {
	const labels = {
		Message: __("Messages"),
		Call: __("Calls"),
		Visit: __("Conversations"),
		Note: __("Notes"),
	};
	return labels[kind];
}

function nothing(kind) {
	if (kind) return h("p", { class: "wcrm-muted" }, __("Nothing of this kind yet."));
	return emptyState(
		"chat",
		__("No communication yet"),
		__("Messages appear here by themselves. Add calls, visits and notes."),
	);
}

function entryRow(host, entry, reload) {
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
		isMessage && entry.status && badge(messageStatusLabel(entry.status), messageStatusTone(entry.status)),
		!isMessage && mayDelete(host, entry) && entryMenu(host, entry, reload),
	);
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
		if (
			!(await confirmDialog(
				host,
				__("Delete this entry? It cannot be brought back."),
				__("Delete entry"),
			))
		)
			return;
		await host.call("messaging.delete_interaction", { entry: entry.entry });
		host.notify(__("The entry is deleted."), "good");
		await reload();
	});
	return actionMenu(__("Actions for this entry"), [
		{ label: __("Delete entry"), icon: "trash", onClick: remove },
	]);
}
