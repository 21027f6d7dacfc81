/** What was said and written, newest first: messages of the app, and what staff note; messages alone as a conversation. */

import { button, screenLink } from "../../ui/button.js";
import { fill, h } from "../../ui/dom.js";
import { filterChips } from "../../ui/filter_chips.js";
import { moreButton } from "../../ui/more_button.js";
import { orReport } from "../../ui/or_report.js";
import { shownOf } from "../../ui/paged_list.js";
import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { historyEntry } from "./history_entry.js";
import { openInteractionForm } from "./interaction_form.js";
import { LoadedHistory } from "./loaded_history.js";
import { messageThread } from "./thread.js";

const KINDS = ["Message", "Call", "Visit", "Note"];

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile its `history` holds the first entries
 */
export function historyPanel(host, profile) {
	const list = h("ol", { class: "wcrm-list wcrm-history" });
	const foot = h("div", { class: "wcrm-row wcrm-row-center" });
	const loaded = new LoadedHistory(host, profile);
	const count = h("p", { class: "wcrm-hint", role: "status", data: { count: "history" } });
	const draw = () => {
		count.textContent = loaded.entries.length
			? shownOf(host, loaded.entries.length, { total: loaded.total })
			: "";
		fill(list, entries(host, loaded, reload));
		fill(foot, loaded.hasMore && moreButton(list, showMore));
	};
	const reload = orReport(host, () => loaded.reload().then(draw));
	const showMore = orReport(host, () => loaded.loadMore().then(draw));
	const thread = h("div", { hidden: true });
	const choose = (kind) => {
		const isThread = kind === "Message";
		count.hidden = list.hidden = foot.hidden = isThread;
		thread.hidden = !isThread;
		// Once it is there it stays: a reply that was begun is not lost by a look at the calls.
		if (isThread) return thread.firstChild || thread.append(messageThread(host, profile));
		loaded.kind = kind;
		list.setAttribute("aria-busy", "true");
		reload().finally(() => list.removeAttribute("aria-busy"));
	};
	draw();
	return panel(
		{ title: __("Communication history"), name: "history", actions: actions(host, profile, reload) },
		kindChips(choose),
		count,
		list,
		foot,
		thread,
	);
}

function entries(host, loaded, reload) {
	if (!loaded.entries.length) return h("li", {}, nothing(loaded.kind));
	return loaded.entries.map((entry) => historyEntry(host, entry, reload));
}

function actions(host, profile, reload) {
	const log = orReport(host, () => openInteractionForm(host, profile.customer, reload));
	return [
		screenLink(host, "messages", { customer: profile.customer }, {}, __("All messages")),
		button(__("Add entry"), { icon: "plus", small: true, onClick: log }),
	];
}

function kindChips(onChange) {
	const options = ["", ...KINDS].map((value) => ({ value, label: value ? kindsLabel(value) : __("All") }));
	return filterChips({ label: __("Kind"), options, value: "", onChange });
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
		__("Messages appear here automatically. Add calls, visits and notes."),
	);
}
