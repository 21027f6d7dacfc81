/** One message of a conversation: its text, when, and what became of it. */

import { h } from "../../ui/dom.js";
import { channelLabel, messageStatusLabel, messageStatusTone } from "../../ui/labels.js";
import { badge } from "../../ui/panel.js";
import { messageActions } from "./message_actions.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} message row of messaging.messages
 * @param {Record<string, boolean>} automatic the channels that send by themselves
 * @param {() => *} reload
 */
export function threadMessage(host, message, automatic, reload) {
	const isIncoming = message.direction === "Incoming";
	return h(
		"li",
		{
			class: `wcrm-thread-message ${isIncoming ? "wcrm-thread-in" : "wcrm-thread-out"}`,
			data: { message: message.message, direction: message.direction, status: message.status },
		},
		h("span", { class: "wcrm-visually-hidden" }, isIncoming ? __("From the customer:") : __("From us:")),
		h("p", { class: "wcrm-thread-text", dir: "auto", lang: message.language }, message.text),
		pictures(message),
		message.reason && h("p", { class: "wcrm-message-reason" }, message.reason),
		h(
			"p",
			{ class: "wcrm-hint wcrm-dotted" },
			about(host, message).map((part) => h("span", {}, part)),
			!isIncoming && badge(messageStatusLabel(message.status), messageStatusTone(message.status)),
		),
		message.can_go_again &&
			h("div", { class: "wcrm-row" }, messageActions(host, message, automatic, reload)),
	);
}

/** A photo that the customer sent; it opens whole in a tab of its own. */
function pictures({ pictures: addresses }) {
	return addresses.map((address, at) => {
		const alt = __("Picture {0} from the customer", [String(at + 1)]);
		const image = h("img", { class: "wcrm-thread-picture", src: address, alt, loading: "lazy" });
		return h("a", { href: address, target: "_blank", rel: "noopener" }, image);
	});
}

/** When it was read says more than when it arrived, and that more than when it left. */
function about({ format }, { channel, created, status, read_on: read, delivered_on: delivered }) {
	const isSameDay = (moment) => moment.slice(0, 10) === created.slice(0, 10);
	const then = (label, moment) => [
		label,
		" ",
		isSameDay(moment) ? format.time(moment) : format.dateTime(moment),
	];
	return [
		channelLabel(channel),
		format.time(created),
		status === "Read" && read && then(__("Read"), read),
		status === "Delivered" && delivered && delivered !== created && then(__("Delivered"), delivered),
	].filter(Boolean);
}
