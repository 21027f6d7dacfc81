/** One message of the outbox, ready to be sent by hand. */

import { button, screenLink } from "../../ui/button.js";
import { copyButton } from "../../ui/copy_button.js";
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
import { outsideLink, whatsappAddress } from "../../ui/person.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} message row of messaging.outbox
 * @param {() => Promise<void>} reload
 */
export function messageCard(host, message, reload) {
	return h(
		"li",
		{
			class: "wcrm-panel wcrm-message",
			data: { message: message.message, channel: message.channel, status: message.status },
		},
		messageHead(host, message),
		h(
			"p",
			{ class: "wcrm-bubble", lang: message.language, dir: message.language === "ar" ? "rtl" : "ltr" },
			message.text,
		),
		h(
			"footer",
			{ class: "wcrm-row" },
			actions(host, message, reload),
			h("span", { class: "wcrm-hint wcrm-push" }, about(host, message)),
		),
	);
}

function messageHead(host, message) {
	return h(
		"header",
		{ class: "wcrm-message-head" },
		h("span", { class: "wcrm-round-icon" }, icon(channelIcon(message.channel))),
		h(
			"div",
			{ class: "wcrm-grow" },
			screenLink(
				host,
				"profile",
				{ customer: message.customer },
				{},
				bdi(message.name || message.customer),
			),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				h("span", {}, channelLabel(message.channel)),
				message.recipient && h("span", {}, ltr(message.recipient)),
				h("span", {}, host.format.dateTime(message.created)),
			),
		),
		badge(messageStatusLabel(message.status), messageStatusTone(message.status)),
	);
}

function about(host, message) {
	const parts = [languageLabel(message.language)];
	if (message.channel === "SMS" && message.segments)
		parts.push(__("SMS segments: {0}", [host.format.number(message.segments)]));
	return parts.join(" · ");
}

function actions(host, message, reload) {
	const phone = /^\+\d+$/.test(message.recipient ?? "") ? message.recipient : null;
	return [
		copyButton(host, __("Copy text"), message.text),
		phone &&
			message.channel === "WhatsApp" &&
			outsideLink(__("Send by WhatsApp"), whatsappAddress(phone, message.text), "chat"),
		message.channel === "SMS" &&
			phone &&
			outsideLink(__("Send by SMS"), `sms:${phone}?body=${encodeURIComponent(message.text)}`, "phone"),
		message.channel === "Email" &&
			message.recipient &&
			outsideLink(
				__("Write the email"),
				`mailto:${message.recipient}?body=${encodeURIComponent(message.text)}`,
				"mail",
			),
		message.link && outsideLink(__("Open link"), message.link, "open"),
		message.status === "Failed" &&
			button(__("Send again"), {
				icon: "send",
				small: true,
				onClick: () => sendAgain(host, message, reload),
			}),
	];
}

async function sendAgain(host, message, reload) {
	try {
		await host.call("messaging.send_again", { message: message.message });
		host.notify(__("The message is sent again."), "good");
		await reload();
	} catch (error) {
		host.notify(error.message, "bad");
	}
}
