/** What can be done with a message: copy it, send it by hand and say so, or let it be sent once more. */

import { button } from "../../ui/button.js";
import { copyButton } from "../../ui/copy_button.js";
import { confirmDialog } from "../../ui/dialog.js";
import { orReport } from "../../ui/or_report.js";
import { outsideLink, whatsappAddress } from "../../ui/person.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} message row of messaging.messages
 * @param {Record<string, boolean>} automatic the channels that send by themselves
 * @param {() => *} reload
 */
export function messageActions(host, message, automatic, reload) {
	if (message.direction === "Incoming") return [copyButton(host, __("Copy text"), message.text)];
	const isForHand = message.can_go_again;
	return [
		copyButton(host, __("Copy text"), message.text),
		isForHand && byHand(message),
		message.link && outsideLink(__("Open link"), message.link, "open"),
		isForHand && markButton(host, message, reload),
		canGoAgain(message, automatic) && againButton(host, message, reload),
	];
}

/** In the outbox there is nothing to send again while a person sends. */
function canGoAgain(message, automatic) {
	return message.can_go_again && (message.status !== "Outbox" || automatic[message.channel]);
}

function byHand({ channel, recipient, text }) {
	if (!recipient) return null;
	const isPhone = /^\+\d+$/.test(recipient);
	const body = encodeURIComponent(text);
	if (channel === "Email")
		return outsideLink(__("Write the email"), `mailto:${recipient}?body=${body}`, "mail");
	if (!isPhone) return null;
	if (channel === "WhatsApp")
		return outsideLink(__("Send by WhatsApp"), whatsappAddress(recipient, text), "chat");
	return outsideLink(__("Send by SMS"), `sms:${recipient}?body=${body}`, "chat");
}

function markButton(host, message, reload) {
	const mark = async () => {
		await host.call("messaging.mark_sent", { message: message.message });
		host.notify(__("The message is marked as sent."), "good");
		await reload();
	};
	return button(__("Mark as sent"), { icon: "check", small: true, onClick: orReport(host, mark) });
}

function againButton(host, message, reload) {
	const send = async () => {
		const asked = question(message);
		const sure = { title: __("Send the message again?"), text: asked, label: __("Send again") };
		if (asked && !(await confirmDialog(host, sure))) return;
		await host.call("messaging.send_again", { message: message.message, is_sure: Boolean(asked) });
		host.notify(__("The message is sent again."), "good");
		await reload();
	};
	return button(__("Send again"), { icon: "send", small: true, onClick: orReport(host, send) });
}

/** What somebody has to be sure of before the message goes again. */
function question({ status, unwanted }) {
	if (status === "Doubtful")
		return __("The customer may have this message already. Have you made sure that it did not arrive?");
	if (unwanted) return __("The subject of this message was answered or cancelled. Send it anyway?");
	return "";
}
