/** Every message to customers, with what it says and how to send it by hand. */

import { button } from "../../ui/button.js";
import { fill, h } from "../../ui/dom.js";
import { filterChips } from "../../ui/filter_chips.js";
import { channelLabel } from "../../ui/labels.js";
import { orReport } from "../../ui/or_report.js";
import { emptyState } from "../../ui/states.js";
import { messageCard } from "./message_card.js";

const MESSAGES_AT_ONCE = 20;

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	let channel = params.channel ?? "";
	const list = h("ul", { class: "wcrm-messages" });
	const toolbar = h("div", { class: "wcrm-toolbar" });

	async function load() {
		const messages = await host.call("messaging.outbox", { limit: 100 });
		const draw = () =>
			drawMessages(
				host,
				list,
				messages.filter((message) => !channel || message.channel === channel),
				reload,
			);
		const choose = (chosen) => {
			channel = chosen;
			host.setQuery({ channel });
			draw();
		};
		fill(toolbar, channelFilter(host, messages, channel, choose), refreshButton(reload));
		draw();
	}

	const reload = orReport(host, load);
	fill(root, toolbar, list);
	await load();
}

function refreshButton(reload) {
	return button(__("Refresh"), { icon: "refresh", small: true, onClick: reload });
}

function channelFilter(host, messages, value, onChange) {
	const channels = [...new Set(messages.map((message) => message.channel).filter(Boolean))].sort();
	const count = (channel) =>
		host.format.number(messages.filter((message) => !channel || message.channel === channel).length);
	const options = ["", ...channels].map((one) => ({
		value: one,
		label: one ? channelLabel(one) : __("All"),
		count: count(one),
	}));
	return filterChips({ label: __("Channel"), options, value, onChange });
}

/** Draws the first `count` messages; a button at the end draws more. */
function drawMessages(host, list, messages, reload, count = MESSAGES_AT_ONCE) {
	if (!messages.length) return fill(list, h("li", { class: "wcrm-panel" }, nothingSent()));
	const showMore = () => drawMessages(host, list, messages, reload, count + MESSAGES_AT_ONCE);
	return fill(
		list,
		messages.slice(0, count).map((message) => messageCard(host, message, reload)),
		messages.length > count && h("li", {}, button(__("Show more"), { onClick: showMore })),
	);
}

function nothingSent() {
	return emptyState(
		"outbox",
		__("No messages"),
		__("A survey invitation appears here after a completed service."),
	);
}
