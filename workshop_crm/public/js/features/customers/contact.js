/** How the customer may be reached: every channel, whether we may use it, and why not. */

import { button, iconButton } from "../../ui/button.js";
import { bdi, h } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { channelIcon, channelLabel, languageLabel, sourceLabel } from "../../ui/labels.js";
import { orReport } from "../../ui/or_report.js";
import { badge, facts, panel } from "../../ui/panel.js";
import { openCustomerForm } from "./customer_form.js";

const CHANNELS = ["WhatsApp", "SMS", "Email", "Phone"];

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile
 * @param {import("../profile/profile_view.js").ProfilePage} page
 */
export function contactPanel(host, profile, page) {
	const title = __("Contact and consent");
	const edit = iconButton(__("Edit contact and consent"), "edit", () =>
		page.edit(() => openCustomerForm(host, profile, page.changed, { section: "consent", title })),
	);
	const known = new Map(profile.channels.map((row) => [row.channel, row]));
	return panel(
		{ title, name: "contact", actions: profile.can_write ? [edit] : [] },
		facts([[__("Language of messages"), languageLabel(profile.language)]]),
		h(
			"ul",
			{ class: "wcrm-list" },
			CHANNELS.map((channel) => channelRow(host, channel, known.get(channel))),
		),
		stopRow(host, profile, page),
	);
}

/** Whether the customer asked for no more messages, and the button to write that down or to take it back. */
function stopRow(host, profile, page) {
	const since = profile.stopped_on;
	const text =
		since &&
		__("Asked on {0} to get no more messages. Phone calls are still allowed.", [
			host.format.dateTime(since),
		]);
	const label = since ? __("Wants messages again") : __("Wants no more messages");
	const act = async () => {
		await host.call(since ? "messaging.allow" : "messaging.stop", { customer: profile.customer });
		await page.changed();
	};
	return h(
		"div",
		{ class: "wcrm-row", data: { stopped: String(Boolean(since)) } },
		text && h("p", { class: "wcrm-hint wcrm-grow" }, text),
		profile.can_write && button(label, { small: true, onClick: orReport(host, act) }),
	);
}

/** Why `channel` must not be used; "" when it may. */
export function whyNot(profile, channel) {
	const row = profile.channels.find((one) => one.channel === channel);
	if (!row) return __("No consent is recorded.");
	return row.usable ? "" : (row.why_not ?? __("Not allowed"));
}

function channelRow(host, channel, row) {
	return h(
		"li",
		{ class: "wcrm-list-row", data: { channel, usable: String(Boolean(row?.usable)) } },
		h("span", { class: "wcrm-round-icon" }, icon(channelIcon(channel))),
		h("div", { class: "wcrm-grow" }, h("strong", {}, channelLabel(channel)), consent(host, row)),
		row?.usable ? badge(__("Allowed"), "good") : badge(__("Not allowed"), row ? "warn" : "neutral"),
	);
}

function consent(host, row) {
	if (!row) return h("p", { class: "wcrm-hint" }, __("No consent is recorded."));
	const parts = [
		row.consent_date && __("Agreed on {0}", [host.format.date(row.consent_date)]),
		row.source && bdi(sourceLabel(row.source)),
	].filter(Boolean);
	return [
		parts.length > 0 &&
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				parts.map((part) => h("span", {}, part)),
			),
		!row.usable && row.why_not && h("p", { class: "wcrm-hint" }, row.why_not),
		row.doubt && h("p", { class: "wcrm-hint" }, row.doubt),
	];
}
