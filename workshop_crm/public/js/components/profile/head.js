/** Who this is, and what the front desk does next. */

import { button, buttonLink } from "../button.js";
import { bdi, h } from "../dom.js";
import { icon } from "../icons.js";
import { segmentLabel, segmentTone } from "../labels.js";
import { badge } from "../panel.js";
import { avatar, code, nameOf, otherNameOf, outsideLink, phoneLink, whatsappAddress } from "../person.js";
import { openCustomerForm } from "./customer_form.js";

export function profileHead(host, profile, reload, options) {
	const name = nameOf(host, profile);
	const other = otherNameOf(host, profile);
	return h(
		"header",
		{ class: "wcrm-profile-head wcrm-panel" },
		!options.embedded && avatar(name, true),
		h(
			"div",
			{ class: "wcrm-profile-who" },
			!options.embedded && h("h2", { class: "wcrm-profile-name", translate: "no" }, bdi(name)),
			h(
				"p",
				{ class: "wcrm-muted wcrm-row" },
				other && bdi(other),
				![name, other].includes(profile.customer) && code(profile.customer),
			),
			badges(profile),
			reach(profile),
		),
		h("div", { class: "wcrm-row wcrm-profile-actions" }, actions(host, profile, reload, options)),
	);
}

function badges(profile) {
	return h(
		"div",
		{ class: "wcrm-chips" },
		profile.value?.segment &&
			badge(segmentLabel(profile.value.segment), segmentTone(profile.value.segment)),
		profile.loyalty?.tier && badge(profile.loyalty.tier, "accent"),
		profile.disabled && badge(__("Not in use"), "bad"),
	);
}

function reach(profile) {
	if (!profile.phone && !profile.email) return null;
	return h(
		"div",
		{ class: "wcrm-reach" },
		profile.phone && h("span", {}, icon("phone"), phoneLink(profile.phone)),
		profile.email &&
			h(
				"span",
				{},
				icon("mail"),
				h("a", { class: "wcrm-link", href: `mailto:${profile.email}`, dir: "ltr" }, profile.email),
			),
	);
}

function actions(host, profile, reload, options) {
	const edit = () => openCustomerForm(host, profile, reload);
	return [
		profile.phone && outsideLink(__("WhatsApp"), whatsappAddress(profile.phone.e164), "chat"),
		!options.embedded && button(__("Edit"), { icon: "edit", small: true, onClick: edit }),
		host.openCustomer &&
			!options.embedded &&
			button(__("Open the record"), {
				icon: "open",
				small: true,
				onClick: () => host.openCustomer(profile.customer),
			}),
		!profile.disabled &&
			buttonLink(
				host,
				__("New service"),
				"checkout",
				{ customer: profile.customer },
				{ kind: "primary", icon: "checkout", small: true },
			),
	];
}
