/** The customer's cars as cards, those sold on last. */

import { actionMenu } from "../../ui/action_menu.js";
import { button } from "../../ui/button.js";
import { bdi, h, ltr } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { badge, panel } from "../../ui/panel.js";
import { plate } from "../../ui/person.js";
import { emptyState } from "../../ui/states.js";
import { carName } from "./car_name.js";
import { openEndOfOwnership, openSaleForm } from "./sale_form.js";
import { serviceDueList } from "./service_due.js";
import { canRemind, openReminder } from "./service_reminder.js";
import { openNewVehicle, openVehicleForm } from "./vehicle_form.js";
import { openVehicleHistory } from "./vehicle_history.js";

const SERVICES_ON_A_CARD = 2;

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile
 * @param {import("../profile/profile_view.js").ProfilePage} page
 */
export function vehiclesPanel(host, profile, page) {
	const add = button(__("Add a car"), {
		icon: "plus",
		small: true,
		onClick: () => page.edit(() => openNewVehicle(host, profile, () => page.changed())),
	});
	const sorted = [...profile.vehicles].sort(
		(one, other) => Number(other.is_current) - Number(one.is_current),
	);
	const content = sorted.length
		? h(
				"ul",
				{ class: "wcrm-cars" },
				sorted.map((vehicle) => car(host, profile, vehicle, page)),
			)
		: emptyState("car", __("No car yet"), __("Add the car to keep its history."));
	return panel({ title: __("Cars"), name: "vehicles", actions: profile.can_write ? [add] : [] }, content);
}

function car(host, profile, vehicle, page) {
	const model = carName(host, vehicle);
	return h(
		"li",
		{
			class: `wcrm-car${vehicle.is_current ? "" : " wcrm-car-past"}`,
			data: { vehicle: vehicle.vehicle },
		},
		h(
			"div",
			{ class: "wcrm-car-head" },
			h("span", { class: "wcrm-round-icon" }, icon("car")),
			h(
				"div",
				{ class: "wcrm-grow" },
				h(
					"div",
					{ class: "wcrm-row" },
					plate({
						latin: vehicle.plate_latin,
						arabic: vehicle.plate_ar,
						origin: vehicle.plate_origin,
					}),
					!vehicle.is_current && badge(__("Sold on")),
				),
				h("p", { class: "wcrm-strong" }, bdi(model || __("Make and model are not known"))),
			),
			menu(host, profile, vehicle, page),
		),
		details(host, vehicle),
		vehicle.is_current && services(host, vehicle),
	);
}

function menu(host, profile, vehicle, page) {
	const change = (open) => () => page.edit(() => open(host, vehicle, () => page.changed()));
	const changes = [
		{ label: __("Edit car"), icon: "edit", onClick: change(openVehicleForm) },
		{ label: __("Transfer to another customer"), icon: "swap", onClick: change(openSaleForm) },
		{ label: __("Customer no longer has it"), icon: "close", onClick: change(openEndOfOwnership) },
	];
	const remind = {
		label: __("Send a service reminder"),
		icon: "send",
		onClick: () => page.edit(() => openReminder(host, vehicle, () => page.changed())),
	};
	return actionMenu(__("Actions for car {0}", [vehicle.plate_latin || vehicle.plate_ar || vehicle.vin]), [
		{ label: __("Service history"), icon: "clock", onClick: () => openVehicleHistory(host, vehicle) },
		...(canRemind(vehicle) ? [remind] : []),
		...(vehicle.is_current && profile.can_write ? changes : []),
	]);
}

function details({ format }, vehicle) {
	const { is_current: isCurrent, from_date: from, to_date: to, reminded_on: reminded } = vehicle;
	const parts = [
		vehicle.odometer !== null && __("{0} km", [format.number(vehicle.odometer)]),
		vehicle.last_visit && __("Last visit: {0}", [format.date(vehicle.last_visit)]),
		isCurrent && from && __("Since {0}", [format.date(from)]),
		!isCurrent && to && __("Until {0}", [format.date(to)]),
		isCurrent && reminded && __("Reminded on {0}", [format.date(reminded)]),
	].filter(Boolean);
	return h(
		"div",
		{ class: "wcrm-car-details wcrm-hint" },
		parts.length > 0 &&
			h(
				"p",
				{ class: "wcrm-dotted" },
				parts.map((part) => h("span", {}, part)),
			),
		vehicle.vin && h("p", {}, __("VIN"), " ", ltr(vehicle.vin, { class: "wcrm-vin" })),
		vehicle.vin_remark && h("p", {}, bdi(vehicle.vin_remark)),
		vehicle.vin_reason && h("p", {}, __("Accepted because:"), " ", bdi(vehicle.vin_reason)),
	);
}

function services(host, vehicle) {
	if (vehicle.service_due.length) return serviceDueList(host, vehicle.service_due, SERVICES_ON_A_CARD);
	return h("p", { class: "wcrm-hint" }, __("No service is due: that is known after the first one."));
}
