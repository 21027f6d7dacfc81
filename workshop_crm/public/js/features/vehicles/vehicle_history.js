/** Everything about one car: what is due, who had it, what was done. It stays with the car when the car is sold. */

import { button, screenLink } from "../../ui/button.js";
import { openDialog } from "../../ui/dialog.js";
import { bdi, fill, h, ltr } from "../../ui/dom.js";
import { serviceLabel } from "../../ui/labels.js";
import { moreButton } from "../../ui/more_button.js";
import { orReport } from "../../ui/or_report.js";
import { shownOf } from "../../ui/paged_list.js";
import { badge, facts } from "../../ui/panel.js";
import { code, nameOf, plate } from "../../ui/person.js";
import { emptyState, failure, skeleton } from "../../ui/states.js";
import { visitLink } from "../visits/visit_link.js";
import { carName } from "./car_name.js";
import { serviceDueList } from "./service_due.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{vehicle: string}} vehicle
 */
export function openVehicleHistory(host, { vehicle }) {
	openDialog(host, (inside, close) => {
		const body = h("div", { class: "wcrm-stack", data: { vehicleHistory: vehicle } });
		showVehicleHistory(inside, body, vehicle);
		return {
			title: __("Service history"),
			body,
			wide: true,
			actions: [button(__("Close"), { onClick: close })],
		};
	});
}

/** Fills `place` with the history of `vehicle`. Never rejects: a refusal is shown in its place. */
export async function showVehicleHistory(host, place, vehicle) {
	fill(place, skeleton(6));
	try {
		fill(place, historyView(host, await host.call("profile.vehicle_history", { vehicle })));
	} catch (error) {
		fill(
			place,
			failure(error, () => showVehicleHistory(host, place, vehicle)),
		);
	}
}

function historyView(host, history) {
	const model = carName(host, history);
	return [
		h(
			"div",
			{ class: "wcrm-row" },
			plate({ latin: history.plate_latin, arabic: history.plate_ar }),
			model && bdi(model, { class: "wcrm-strong" }),
		),
		facts([
			[__("Chassis number (VIN)"), history.vin && ltr(history.vin, { class: "wcrm-vin" })],
			[
				__("Odometer"),
				history.odometer !== null && __("{0} km", [host.format.number(history.odometer)]),
			],
		]),
		section(__("Next services"), nextServices(host, history.service_due)),
		section(__("Owners"), owners(host, history.owners)),
		section(__("Visits"), visits(host, history)),
	];
}

function section(title, content) {
	return h("section", { class: "wcrm-part" }, h("h3", {}, title), content);
}

function nextServices(host, due) {
	if (due.length) return serviceDueList(host, due);
	return h("p", { class: "wcrm-muted" }, __("No service is due: that is known after the first one."));
}

function owners(host, all) {
	if (!all.length) return h("p", { class: "wcrm-muted" }, __("No owner is known."));
	return h(
		"ul",
		{ class: "wcrm-list" },
		all.map((owner) =>
			h(
				"li",
				{ class: "wcrm-list-row" },
				h("div", { class: "wcrm-grow" }, ownerName(host, owner)),
				h("span", { class: "wcrm-hint" }, period(host.format, owner)),
				owner.is_current && badge(__("Owner now"), "accent"),
			),
		),
	);
}

function ownerName(host, owner) {
	if (!owner.customer) return h("span", { class: "wcrm-muted" }, __("Another customer"));
	return screenLink(host, "profile", { customer: owner.customer }, {}, bdi(nameOf(host, owner)));
}

function period(format, { from_date: from, to_date: to }) {
	if (from && to) return __("{0} to {1}", [format.date(from), format.date(to)]);
	if (from) return __("Since {0}", [format.date(from)]);
	return to ? __("Until {0}", [format.date(to)]) : "";
}

/** Page by page to the first one. */
function visits(host, { vehicle, visits: latest, visit_count: total }) {
	if (!latest.length)
		return emptyState("clock", __("No visit yet"), __("The first service starts the history."));
	const list = h("ol", { class: "wcrm-list" });
	const count = h("p", { class: "wcrm-hint", role: "status", data: { count: "visits" } });
	let shown = 0;
	const add = (rows) => {
		shown += rows.length;
		list.append(...rows.map((visit) => visitRow(host, visit)));
		count.textContent = shownOf(host, shown, { total });
		more.hidden = shown >= total;
	};
	const load = async () =>
		add((await host.call("profile.vehicle_history", { vehicle, offset: shown })).visits);
	const more = moreButton(list, orReport(host, load));
	add(latest);
	return [count, list, h("div", { class: "wcrm-row wcrm-row-center" }, more)];
}

/** Opens the visit, unless it is one that the user may not see. */
function visitName(host, visit) {
	const name = serviceLabel(host, visit.service_type, visit.service_type_ar) || __("Service");
	return visit.invoice ? visitLink(host, visit, name, null, () => {}) : h("strong", {}, bdi(name));
}

function visitRow(host, visit) {
	const about = [
		host.format.date(visit.date),
		visit.odometer && __("{0} km", [host.format.number(visit.odometer)]),
		visit.invoice && code(visit.invoice),
	].filter(Boolean);
	return h(
		"li",
		{ class: "wcrm-list-row", data: { invoice: visit.invoice ?? "" } },
		h(
			"div",
			{ class: "wcrm-grow" },
			visitName(host, visit),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				about.map((part) => h("span", {}, part)),
			),
		),
		!visit.of_this_owner && badge(__("Earlier owner")),
	);
}
