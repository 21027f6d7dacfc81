/** The name of a visit in a list; it opens the visit. */

import { bdi, h } from "../../ui/dom.js";
import { openVisit } from "./visit_dialog.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{invoice: string, date: string}} visit
 * @param {string} name in the reader's language
 * @param {?Object} customer the profile, where it is known
 * @param {() => *} changed after something about the visit changed
 */
export function visitLink(host, visit, name, customer, changed) {
	return h(
		"button",
		{
			type: "button",
			class: "wcrm-link-button wcrm-strong",
			data: { action: "open-visit" },
			"aria-label": __("{0}, {1}: open the visit", [name, host.format.date(visit.date)]),
			on: { click: () => openVisit(host, visit.invoice, customer, changed) },
		},
		bdi(name),
	);
}
