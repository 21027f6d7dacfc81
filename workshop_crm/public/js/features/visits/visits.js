/** The latest visits, each of which can be cancelled or returned. */

import { bdi, h } from "../../ui/dom.js";
import { serviceLabel, visitStatusLabel } from "../../ui/labels.js";
import { badge, panel } from "../../ui/panel.js";
import { code } from "../../ui/person.js";
import { emptyState } from "../../ui/states.js";
import { undoMenu } from "./undo_menu.js";

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
		? h(
				"ol",
				{ class: "wcrm-list" },
				profile.visits.map((visit) => visitRow(host, visit, reload)),
			)
		: emptyState("clock", __("No visit yet"), __("The first service starts the history."));
	return panel({ title: __("Visits"), name: "visits", note }, content);
}

function visitRow(host, visit, reload) {
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
			h("strong", {}, bdi(service)),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				about.map((part) => h("span", {}, part)),
			),
		),
		visit.status !== "Submitted" && badge(visitStatusLabel(visit.status), TONES[visit.status]),
		h("span", { class: "wcrm-amount" }, host.format.money(visit.amount)),
		visit.status === "Submitted" && undoMenu(host, visit, reload),
	);
}
