/** A customer's tier: what it brings, until when it is held, and the way to the next one. */

import { bdi, h } from "../../ui/dom.js";
import { tierLabel } from "../../ui/labels.js";
import { facts } from "../../ui/panel.js";
import { pointsInWords } from "../../ui/points_in_words.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} account answer of loyalty.account
 */
export function tierPart(host, account) {
	const benefits = tierLabel(host, account.tier_benefits, account.tier_benefits_ar);
	return h(
		"div",
		{ class: "wcrm-next-tier" },
		account.next_tier ? wayToNext(host, account) : facts([[__("Tier"), tierName(host, account)]]),
		account.tier_until &&
			h(
				"p",
				{ class: "wcrm-hint", data: { tierUntil: account.tier_until } },
				__("Held until {0}", [host.format.date(account.tier_until)]),
			),
		benefits && h("p", {}, bdi(benefits)),
	);
}

function tierName(host, account) {
	return bdi(tierLabel(host, account.tier, account.tier_ar));
}

function wayToNext(host, account) {
	const next = account.next_tier;
	const name = tierLabel(host, next.name, next.name_ar);
	return [
		h("div", { class: "wcrm-between" }, tierName(host, account), bdi(name)),
		h("div", { class: "wcrm-progress", style: { "--share": next.reached / (next.needed || 1) } }),
		h("p", { class: "wcrm-hint", data: { missing: String(next.missing) } }, missing(host, next, name)),
		next.window_months > 0 &&
			h(
				"p",
				{ class: "wcrm-hint" },
				__("What counts goes back: {0}.", [host.format.months(next.window_months)]),
			),
	];
}

/** How much more the next tier needs. */
function missing(host, next, name) {
	const { format } = host;
	if (next.basis === "Points")
		return __("{0} to go until {1}", [pointsInWords(format, next.missing), name]);
	if (next.basis === "Visits")
		return __("{0} more visits to reach {1}", [format.number(next.missing), name]);
	return __("{0} more to reach {1}", [format.money(next.missing), name]);
}
