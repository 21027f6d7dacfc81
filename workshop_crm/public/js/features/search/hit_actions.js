/** What can be done with a customer straight from the list. */

import { screenLink } from "../../ui/button.js";
import { h } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { whatsappAddress } from "../../ui/person.js";

/** Whether a new service may be begun for the customer of `hit`. */
export function mayServe(host, hit) {
	const screens = host.context.screens ?? ["checkout"];
	return !hit.disabled && hit.actions?.invoice !== false && screens.includes("checkout");
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} hit
 * @returns {HTMLElement[]} links; each says whom it is about by the group around it
 */
export function hitActions(host, hit) {
	const phone = hit.phones?.find(({ dialled }) => dialled)?.e164;
	const links = [];
	if (phone) {
		links.push(iconLink("call", __("Call"), "phone", { href: `tel:${phone}` }));
		const href = whatsappAddress(phone);
		links.push(iconLink("whatsapp", __("WhatsApp"), "chat", { href, target: "_blank" }));
	}
	if (mayServe(host, hit)) {
		const link = screenLink(
			host,
			"checkout",
			{ customer: hit.customer },
			{ class: "wcrm-button wcrm-button-plain wcrm-button-small" },
			icon("checkout"),
			h("span", {}, __("Complete a service")),
		);
		link.dataset.action = "service";
		links.push(link);
	}
	return links;
}

function iconLink(action, label, iconName, properties) {
	return h(
		"a",
		{
			class: "wcrm-icon-button",
			rel: "noopener noreferrer",
			"aria-label": label,
			title: label,
			data: { action },
			...properties,
		},
		icon(iconName),
	);
}
