/** The latest visits: each opens, and can be cancelled or returned where the user may. */

import { button } from "../../ui/button.js";
import { openDialog } from "../../ui/dialog.js";
import { bdi, h } from "../../ui/dom.js";
import { serviceLabel, visitStatusLabel } from "../../ui/labels.js";
import { pagedList } from "../../ui/paged_list.js";
import { badge, panel } from "../../ui/panel.js";
import { code } from "../../ui/person.js";
import { emptyState } from "../../ui/states.js";
import { undoMenu } from "./undo_menu.js";
import { paidBadge } from "./visit_dialog.js";
import { visitLink } from "./visit_link.js";

const TONES = { Submitted: "good", Cancelled: "neutral", Return: "warn" };

export function visitsPanel(host, profile, reload) {
	const note =
		profile.visit_count > profile.visits.length
			? __("The latest {0} of {1}", [
					host.format.number(profile.visits.length),
					host.format.number(profile.visit_count),
				])
			: null;
	const content = profile.visits.length
		? visitList(host, profile.visits, profile, reload)
		: emptyState("clock", __("No visit yet"), __("The first service starts the history."));
	const all = button(__("All visits"), {
		small: true,
		attributes: { "data-action": "all-visits" },
		onClick: () => openAllVisits(host, profile, reload),
	});
	const actions = profile.visits.length ? [all] : [];
	return panel({ title: __("Visits"), name: "visits", note, actions }, content);
}

/** Every visit there ever was, the cancelled ones and credit notes too. */
function openAllVisits(host, profile, reload) {
	openDialog(host, (inside, close) => {
		const changed = () => {
			close();
			return reload();
		};
		const { place, count, more } = pagedList(
			inside,
			"visits",
			(page) => inside.call("visits.of_customer", { customer: profile.customer, ...page }),
			(answer) => answer.visits,
			(visits) => visitList(inside, visits, profile, changed),
		);
		const actions = [count, more, button(__("Close"), { onClick: close })];
		return { title: __("All visits"), body: place, wide: true, name: "all-visits", actions };
	});
}

function visitList(host, visits, profile, reload) {
	return h(
		"ol",
		{ class: "wcrm-list" },
		visits.map((visit) => visitRow(host, visit, profile, reload)),
	);
}

function visitRow(host, visit, profile, reload) {
	const service = serviceLabel(host, visit.service_type, visit.service_type_ar) || __("Service");
	const about = [
		host.format.date(visit.date),
		visit.plate && bdi(visit.plate),
		visit.odometer && __("{0} km", [host.format.number(visit.odometer)]),
		code(visit.invoice),
	].filter(Boolean);
	return h(
		"li",
		{ class: "wcrm-list-row", data: { invoice: visit.invoice, status: visit.status } },
		h(
			"div",
			{ class: "wcrm-grow" },
			visitLink(host, visit, service, profile, reload),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				about.map((part) => h("span", {}, part)),
			),
		),
		visit.status === "Submitted" && visit.outstanding > 0 && paidBadge(host, visit.outstanding),
		visit.status !== "Submitted" && badge(visitStatusLabel(visit.status), TONES[visit.status]),
		h("span", { class: "wcrm-amount" }, host.format.money(visit.amount)),
		visit.status === "Submitted" && undoMenu(host, visit, reload),
	);
}
