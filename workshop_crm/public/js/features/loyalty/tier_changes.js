/** The last moves of a customer to another tier, and why. */

import { bdi, h } from "../../ui/dom.js";
import { tierLabel } from "../../ui/labels.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} account answer of loyalty.account
 */
export function tierChanges(host, account) {
	if (!account.tier_changes.length) return null;
	return h(
		"details",
		{ class: "wcrm-details", data: { part: "tier-changes" } },
		h("summary", {}, __("Changes of the tier")),
		h(
			"ul",
			{ class: "wcrm-list" },
			account.tier_changes.map((change) => row(host, change)),
		),
	);
}

function row(host, change) {
	const to = tierLabel(host, change.to_tier, change.to_tier_ar);
	const from = tierLabel(host, change.from_tier, change.from_tier_ar);
	return h(
		"li",
		{ class: "wcrm-list-row", data: { tierChange: change.to_tier } },
		h(
			"div",
			{ class: "wcrm-grow" },
			bdi(from ? __("From {0} to {1}", [from, to]) : to, { class: "wcrm-strong" }),
			h("p", { class: "wcrm-hint" }, change.reason),
		),
		h("span", { class: "wcrm-muted" }, host.format.date(change.date)),
	);
}
