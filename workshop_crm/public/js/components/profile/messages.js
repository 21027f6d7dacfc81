/** The latest messages to the customer. */

import { screenLink } from "../button.js";
import { bdi, h } from "../dom.js";
import { icon } from "../icons.js";
import { channelIcon, channelLabel, messageStatusLabel, messageStatusTone } from "../labels.js";
import { badge, panel } from "../panel.js";

export function messagesPanel(host, profile) {
	if (!profile.messages.length)
		return panel(
			{ title: __("Messages"), name: "messages" },
			h("p", { class: "wcrm-muted" }, __("No message yet.")),
		);
	const all = screenLink(host, "outbox", {}, {}, __("Open the outbox"));
	const rows = profile.messages.map((message) => messageRow(host, message));
	return panel(
		{ title: __("Messages"), name: "messages", actions: [all] },
		h("ul", { class: "wcrm-list" }, rows),
	);
}

function messageRow(host, message) {
	return h(
		"li",
		{ class: "wcrm-list-row", data: { message: message.message } },
		h("span", { class: "wcrm-round-icon" }, icon(channelIcon(message.channel))),
		h(
			"div",
			{ class: "wcrm-grow" },
			h("p", { dir: "auto" }, bdi(message.preview)),
			h(
				"p",
				{ class: "wcrm-hint" },
				channelLabel(message.channel),
				" · ",
				host.format.dateTime(message.created),
			),
		),
		badge(messageStatusLabel(message.status), messageStatusTone(message.status)),
	);
}
