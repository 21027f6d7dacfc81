/** An invoice in the day: for whom, what it comes to, whether it is paid, and how to go on. */

import { button, screenLink } from "../../ui/button.js";
import { bdi, h } from "../../ui/dom.js";
import { badge } from "../../ui/panel.js";
import { avatar, code, phoneLink, reachLinks } from "../../ui/person.js";
import { openVisit, paidBadge } from "../visits/visit_dialog.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} visit row of today.show
 * @param {Object} _section
 * @param {() => Promise<void>} reload
 */
export function visitRow(host, visit, _section, reload) {
	const about = [visit.time && host.format.time(`${host.context.today}T${visit.time}`), ...facts(visit)];
	const marks = [paidBadge(host, visit.outstanding), surveyMark(visit)];
	return row(host, visit, marks, about, visit.amount, reload);
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} invoice row of today.show
 * @param {Object} _section
 * @param {() => Promise<void>} reload
 */
export function unpaidRow(host, invoice, _section, reload) {
	const age = invoice.days > 0 ? host.format.daysAgo(invoice.days) : __("Today");
	const about = [host.format.date(invoice.date), ...facts(invoice)];
	return row(host, invoice, [badge(age, ageTone(invoice.days))], about, invoice.outstanding, reload);
}

function facts(invoice) {
	return [
		invoice.service_type && bdi(invoice.service_type),
		invoice.plate && bdi(invoice.plate),
		code(invoice.invoice),
		invoice.phone && phoneLink(invoice.phone),
	];
}

function row(host, invoice, marks, about, amount, reload) {
	const name = invoice.name || invoice.customer;
	const profile = { customer: invoice.customer };
	return h(
		"li",
		{ class: "wcrm-list-row wcrm-list-row-top wcrm-work-row", data: { invoice: invoice.invoice } },
		avatar(name),
		h(
			"div",
			{ class: "wcrm-grow" },
			h(
				"div",
				{ class: "wcrm-row wcrm-invoice-head" },
				screenLink(host, "profile", profile, { class: "wcrm-link wcrm-strong" }, bdi(name)),
				h("span", { class: "wcrm-row" }, marks),
				h("span", { class: "wcrm-amount" }, host.format.money(amount)),
			),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				about.filter(Boolean).map((part) => h("span", {}, part)),
			),
		),
		h(
			"div",
			{ class: "wcrm-row wcrm-work-steps" },
			reachLinks(invoice.phone),
			visitButton(host, invoice, reload),
		),
	);
}

function surveyMark({ asked }) {
	const labels = {
		planned: __("Survey planned"),
		outbox: __("Survey in the outbox"),
		asked: __("Survey sent"),
		answered: __("Survey answered"),
	};
	return asked ? badge(labels[asked], asked === "answered" ? "good" : "neutral") : null;
}

function ageTone(days) {
	if (days > 30) return "bad";
	return days > 7 ? "warn" : "neutral";
}

/** The visit opens with what was done, its papers, and the payment where something is open. */
function visitButton(host, { invoice, outstanding }, reload) {
	const label = outstanding > 0 ? __("Take payment") : __("Open the visit");
	return button(label, {
		icon: outstanding > 0 ? "checkout" : "open",
		small: true,
		onClick: () => openVisit(host, invoice, null, reload),
		attributes: { "data-step": outstanding > 0 ? "payment" : "visit" },
	});
}
