/** Points on an invoice that somebody is at: what they can do for it, applied by one tap; afterwards, what they did. */

import { hostForEach } from "../../../host/within.js";
import { button } from "../../../ui/button.js";
import { bdi, fill, h } from "../../../ui/dom.js";
import { tierLabel } from "../../../ui/labels.js";
import { pointsInWords } from "../../../ui/points_in_words.js";
import { skeleton } from "../../../ui/states.js";
import { rewardChoices } from "../rewards/choices.js";
import { notNow } from "../rewards/not_now.js";
import { suggestionBar } from "../rewards/suggestion.js";
import { pointsField } from "./points_field.js";
import { pointsReceipt } from "./points_receipt.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {{doctype: string, name: string}} invoice a saved one
 * @param {(choice: import("../rewards/choices.js").Choice) => Promise<*>} apply saves the invoice with the choice, and
 *   rejects when it was refused
 * @param {() => boolean} [mayApply] whether the invoice may be saved without being asked, to put the best on it
 * @returns {HTMLElement} empty where points have nothing to do with the invoice
 */
export function invoicePanel(host, invoice, apply, mayApply = () => false) {
	// ERPNext's Point of Sale gives each <section> the height of the page.
	const element = h("div", {
		role: "region",
		class: "wcrm-till",
		"aria-label": __("Points and rewards"),
		data: { till: "loading" },
	});
	const hostForQuestion = hostForEach(host);
	const load = async () => {
		element.dataset.till = "loading";
		fill(element, skeleton(2));
		try {
			const question = { invoice_type: invoice.doctype, invoice: invoice.name };
			show(await hostForQuestion().call("loyalty.invoice_offer", question));
		} catch (error) {
			element.dataset.till = "failed";
			fill(element, unreachable(error, load));
		}
	};
	const show = (offer) => {
		element.dataset.till = offer?.state ?? "none";
		if (!offer) return fill(element);
		if (offer.state === "submitted") return fill(element, pointsReceipt(host, offer));
		const choose = (choice) => once(element, () => apply(choice), load);
		fill(element, draft(host, offer, choose));
		if (isToBeApplied(invoice, offer) && mayApply()) choose(chosenOf(offer));
	};
	load();
	return element;
}

const applied = new Set();

/** Saved once as it is, a draft from before gets the best by itself, too; a second try would bring nothing else. */
function isToBeApplied({ doctype, name }, offer) {
	const draft = `${doctype} ${name}`;
	if (!offer.may_apply || !offer.suggestion || applied.has(draft)) return false;
	applied.add(draft);
	return true;
}

/** Nothing else can be tapped while the invoice is saved; what was refused is asked for again as it stands. */
async function once(element, work, again) {
	if (element.hasAttribute("aria-busy")) return;
	element.setAttribute("aria-busy", "true");
	try {
		await work();
	} catch {
		await again();
	} finally {
		element.removeAttribute("aria-busy");
	}
}

function draft(host, offer, choose) {
	const chosen = chosenOf(offer);
	return [
		head(host, offer),
		offer.problem && h("p", { class: "wcrm-problem", role: "alert" }, offer.problem),
		suggestionBar(host, offer, chosen, choose),
		rewardChoices(host, offer, chosen, choose),
		pointsField(host, offer, (points) => choose({ ...chosen, points })),
		notNow(host, offer.rewards),
		h(
			"p",
			{ class: "wcrm-earns", data: { amount: "points_to_earn" } },
			__("Points earned by this visit: {0}", [host.format.points(offer.points_to_earn)]),
		),
	];
}

function chosenOf({ reward, redeem_points }) {
	const isPaid = reward && reward.cost === 0;
	return {
		reward: reward && !isPaid ? reward.reward : "",
		reward_code: isPaid ? reward.code : "",
		points: redeem_points,
	};
}

function head(host, offer) {
	return h(
		"div",
		{ class: "wcrm-between" },
		h("strong", {}, pointsInWords(host.format, offer.balance)),
		offer.tier &&
			bdi(tierLabel(host, offer.tier, offer.tier_ar), { class: "wcrm-badge wcrm-badge-accent" }),
	);
}

/** The sale can always go on: points wait for another day. */
function unreachable(error, load) {
	return h(
		"div",
		{ class: "wcrm-callout", role: "alert" },
		h(
			"div",
			{ class: "wcrm-grow" },
			h("strong", {}, __("Points cannot be used just now.")),
			h("p", {}, error.message),
			h("p", {}, __("Nothing was spent. Go on without points, or try again.")),
		),
		button(__("Try again"), { small: true, onClick: load }),
	);
}
