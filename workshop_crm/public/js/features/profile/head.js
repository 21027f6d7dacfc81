/** Who this is, how to reach them, and what the front desk does next. */

import { actionMenu } from "../../ui/action_menu.js";
import { button, buttonLink } from "../../ui/button.js";
import { bdi, h } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { languageLabel, segmentLabel, segmentTone, tierLabel } from "../../ui/labels.js";
import { badge } from "../../ui/panel.js";
import {
	avatar,
	code,
	nameOf,
	otherNameOf,
	outsideLink,
	phoneLink,
	telAddress,
	whatsappAddress,
} from "../../ui/person.js";
import { whyNot } from "../customers/contact.js";
import { openCustomerForm } from "../customers/customer_form.js";
import { personalDataActions } from "../privacy/personal_data.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile
 * @param {import("./profile_view.js").ProfilePage} page
 */
export function profileHead(host, profile, page) {
	const name = nameOf(host, profile);
	const other = otherNameOf(host, profile);
	return h(
		"div",
		{ class: "wcrm-profile-head wcrm-panel" },
		avatar(name, true),
		h(
			"div",
			{ class: "wcrm-profile-who" },
			h("h2", { class: "wcrm-profile-name", translate: "no" }, bdi(name)),
			h(
				"p",
				{ class: "wcrm-muted wcrm-row" },
				other && bdi(other),
				![name, other].includes(profile.customer) && code(profile.customer),
			),
			badges(host, profile),
			reach(profile),
		),
		h("div", { class: "wcrm-profile-actions" }, actions(host, profile, page)),
	);
}

function badges(host, profile) {
	const { loyalty } = profile;
	return h(
		"div",
		{ class: "wcrm-chips" },
		profile.value?.segment &&
			badge(segmentLabel(profile.value.segment), segmentTone(profile.value.segment)),
		loyalty?.tier && badge(tierLabel(host, loyalty.tier, loyalty.tier_ar), "accent"),
		badge(languageLabel(profile.language)),
		profile.disabled && badge(__("Not in use"), "bad"),
	);
}

function reach(profile) {
	if (!profile.phone && !profile.email)
		return h("p", { class: "wcrm-hint" }, __("No phone and no email are known."));
	return h(
		"div",
		{ class: "wcrm-reach" },
		[profile.phone, ...profile.other_phones].map(
			(phone) => phone && h("span", {}, icon("phone"), phoneLink(phone)),
		),
		profile.email && h("span", {}, icon("mail"), emailLink(profile.email)),
	);
}

/** A long address breaks before its @ rather than in the middle of a word. */
function emailLink(email) {
	const [name, place] = email.split("@");
	const text = place ? [name, h("wbr"), `@${place}`] : [email];
	return h("a", { class: "wcrm-link", href: `mailto:${email}`, dir: "ltr" }, ...text);
}

function actions(host, profile, page) {
	const dialled = profile.phone && !profile.phone.problem;
	const edit = () => page.edit(() => openCustomerForm(host, profile, page.changed));
	return [
		dialled && reachButton(profile, "Phone", __("Call"), telAddress(profile.phone), "phone"),
		dialled &&
			reachButton(profile, "WhatsApp", __("WhatsApp"), whatsappAddress(profile.phone.e164), "chat"),
		profile.can_write && button(__("Edit"), { icon: "edit", small: true, onClick: edit }),
		host.openCustomer &&
			!page.embedded &&
			button(__("Open the record"), {
				icon: "open",
				small: true,
				onClick: () => host.openCustomer(profile.customer),
			}),
		!profile.disabled &&
			buttonLink(
				host,
				__("Complete a service"),
				"checkout",
				{ customer: profile.customer },
				{ kind: "primary", icon: "checkout", small: true },
			),
		actionMenu(__("More about this customer"), [
			{
				label: __("Print profile card"),
				icon: "print",
				onClick: () => window.open(host.printAddress(profile.customer), "_blank", "noopener"),
			},
			...(profile.can_manage ? personalDataActions(host, profile, page) : []),
		]),
	];
}

/** Staff may still call or write without a recorded consent, for example to answer: the button says it is missing. */
function reachButton(profile, channel, label, address, iconName) {
	const why = whyNot(profile, channel);
	return outsideLink(label, address, why ? "warning" : iconName, why || null);
}
