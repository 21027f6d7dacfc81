/** The invoice of a visit goes to its customer: on paper, or as a message with a link. */

import { button, buttonLink } from "../../ui/button.js";
import { fill, h } from "../../ui/dom.js";
import { channelIcon, channelLabel } from "../../ui/labels.js";
import { orReport } from "../../ui/or_report.js";

const HAS_LEFT = ["Sent", "Delivered", "Read"];
const CHANNELS = ["WhatsApp", "SMS", "Email"];

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{invoice: string, doctype?: string, acts: Object}} visit
 * @param {?Object} customer the profile, by whose consents channels are offered; without one the server chooses
 * @returns {HTMLElement}
 */
export function visitActions(host, visit, customer) {
	const note = h("p", { class: "wcrm-hint", role: "status", data: { part: "sent" } });
	const print = button(__("Print invoice"), {
		icon: "print",
		attributes: { "data-action": "print" },
		onClick: () => window.open(host.invoicePaper(visit), "_blank", "noopener"),
	});
	return h(
		"div",
		{ class: "wcrm-stack wcrm-visit-actions" },
		h("div", { class: "wcrm-row" }, print, visit.acts.send && sendButtons(host, visit, customer, note)),
		note,
	);
}

function sendButtons(host, visit, customer, note) {
	const usable = customer?.channels.filter((one) => one.usable && CHANNELS.includes(one.channel));
	if (!usable) return sendButton(host, visit, null, note);
	if (!usable.length)
		return h(
			"p",
			{ class: "wcrm-hint" },
			__("No channel for messages: the customer's consent is missing."),
		);
	return usable.map(({ channel }) => sendButton(host, visit, channel, note));
}

function sendButton(host, visit, channel, note) {
	const send = async () => {
		const answer = await host.call("visits.send_invoice", { invoice: visit.invoice, channel });
		fill(note, ...sentText(host, visit, answer));
	};
	const label = channel ? __("Send by {0}", [channelLabel(channel)]) : __("Send invoice");
	return button(label, {
		icon: channel ? channelIcon(channel) : "send",
		attributes: { "data-action": "send", "data-channel": channel },
		onClick: orReport(host, send),
	});
}

/** What became of it; what does not go by itself leads to its message. */
function sentText(host, visit, { status, channel }) {
	const label = channelLabel(channel);
	if (status === "Queued" || status === "Sending")
		return [__("The invoice is on its way by {0}.", [label])];
	if (HAS_LEFT.includes(status)) return [__("The invoice was sent by {0} today already.", [label])];
	const query = visit.customer ? { customer: visit.customer } : {};
	return [
		h("span", {}, stuckText(status)),
		" ",
		buttonLink(host, __("Open the message"), "messages", query, { small: true, icon: "send" }),
	];
}

/** Without a provider somebody sends it by hand, from the outbox. */
function stuckText(status) {
	return {
		Outbox: __("The message with the invoice waits in the outbox."),
		Failed: __("The message with the invoice was not delivered. The message says why."),
		Doubtful: __("Whether the message with the invoice has arrived is not known. Ask the customer."),
		Withdrawn: __("The message with the invoice was withdrawn. The message says why."),
	}[status];
}
