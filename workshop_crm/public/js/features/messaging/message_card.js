/** One message: to whom or from whom, what it says, what became of it, and what to do. */

import { screenLink } from "../../ui/button.js";
import { bdi, h, ltr } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import {
	channelIcon,
	channelLabel,
	languageLabel,
	messageStatusLabel,
	messageStatusTone,
} from "../../ui/labels.js";
import { badge } from "../../ui/panel.js";
import { messageActions } from "./message_actions.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} message row of messaging.messages
 * @param {Record<string, boolean>} automatic the channels that send by themselves
 * @param {() => *} reload
 */
export function messageCard(host, message, automatic, reload) {
	const { channel, direction, status } = message;
	const language = { lang: message.language, dir: message.language === "ar" ? "rtl" : "ltr" };
	return h(
		"li",
		{
			class: "wcrm-panel wcrm-message",
			data: { message: message.message, channel, status, direction },
		},
		messageHead(host, message),
		h("p", { class: "wcrm-bubble", ...language }, message.text),
		message.reason && h("p", { class: "wcrm-message-reason", data: { reason: status } }, message.reason),
		h("p", { class: "wcrm-hint wcrm-dotted" }, story(host, message)),
		h("div", { class: "wcrm-row" }, messageActions(host, message, automatic, reload)),
	);
}

function messageHead(host, message) {
	const isIncoming = message.direction === "Incoming";
	const name = bdi(message.name || message.customer || __("Unknown number"));
	const label = isIncoming ? __("Received") : messageStatusLabel(message.status);
	return h(
		"div",
		{ class: "wcrm-message-head" },
		h("span", { class: "wcrm-round-icon" }, icon(channelIcon(message.channel))),
		h(
			"div",
			{ class: "wcrm-grow" },
			message.customer
				? screenLink(host, "profile", { customer: message.customer }, {}, name)
				: h("strong", {}, name),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				h("span", {}, channelLabel(message.channel)),
				message.recipient && h("span", {}, ltr(message.recipient)),
				h("span", {}, host.format.dateTime(message.created)),
			),
		),
		badge(label, isIncoming ? "accent" : messageStatusTone(message.status)),
	);
}

/** What is known of a message's way, in the order in which it happened. */
function story(host, message) {
	if (message.direction === "Incoming") return [h("span", {}, languageLabel(message.language))];
	const moment = (label, value) => value && h("span", {}, label, " ", host.format.dateTime(value));
	const { number } = host.format;
	return [
		h("span", {}, languageLabel(message.language)),
		message.channel === "SMS" &&
			message.segments &&
			h("span", {}, __("SMS segments: {0}", [number(message.segments)])),
		message.status === "Queued" && moment(__("Not before"), message.send_after),
		moment(__("Sent"), message.sent_on),
		moment(__("Delivered"), message.delivered_on),
		moment(__("Read"), message.read_on),
		message.attempts > 1 && h("span", {}, __("Attempts: {0}", [number(message.attempts)])),
		message.error_code && h("span", {}, __("Code"), " ", ltr(message.error_code)),
		message.currency && h("span", {}, __("Cost"), " ", ltr(`${message.price} ${message.currency}`)),
	];
}
