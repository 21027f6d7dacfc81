/** How the customer may be reached: channels, consent and why one cannot be used. */

import { bdi, h } from "../dom.js";
import { icon } from "../icons.js";
import { channelIcon, channelLabel, languageLabel, sourceLabel } from "../labels.js";
import { badge, facts, panel } from "../panel.js";

export function contactPanel(host, profile) {
	const channels = profile.channels.length
		? h(
				"ul",
				{ class: "wcrm-list" },
				profile.channels.map((channel) => channelRow(host, channel)),
			)
		: h("p", { class: "wcrm-muted" }, __("No consent is recorded: no message will be sent."));
	return panel(
		{ title: __("Contact and consent"), name: "contact" },
		facts([[__("Language of messages"), languageLabel(profile.language)]]),
		channels,
	);
}

function channelRow(host, channel) {
	const since = channel.consent_date && __("Agreed on {0}", [host.format.date(channel.consent_date)]);
	return h(
		"li",
		{ class: "wcrm-list-row" },
		h("span", { class: "wcrm-round-icon" }, icon(channelIcon(channel.channel))),
		h(
			"div",
			{ class: "wcrm-grow" },
			h("strong", {}, channelLabel(channel.channel)),
			h(
				"p",
				{ class: "wcrm-hint" },
				since,
				since && channel.source && " · ",
				channel.source && bdi(sourceLabel(channel.source)),
			),
			!channel.usable && channel.why_not && h("p", { class: "wcrm-hint" }, channel.why_not),
		),
		channel.usable ? badge(__("Usable"), "good") : badge(__("Not usable"), "warn"),
	);
}
