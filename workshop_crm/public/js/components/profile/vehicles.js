/** The customer's cars, those sold on last. */

import { button } from "../button.js";
import { bdi, h } from "../dom.js";
import { icon } from "../icons.js";
import { badge, panel } from "../panel.js";
import { plate } from "../person.js";
import { emptyState } from "../states.js";
import { openVehicleForm } from "./vehicle_form.js";

export function vehiclesPanel(host, profile, reload) {
	const add = button(__("Add a car"), {
		icon: "plus",
		small: true,
		onClick: () => openVehicleForm(host, profile.customer, reload),
	});
	const sorted = [...profile.vehicles].sort(
		(one, other) => Number(other.is_current) - Number(one.is_current),
	);
	const content = sorted.length
		? h(
				"ul",
				{ class: "wcrm-cars" },
				sorted.map((vehicle) => car(host, vehicle)),
			)
		: emptyState("car", __("No car yet"), __("Add the car to keep its history."));
	return panel({ title: __("Cars"), name: "vehicles", actions: [add] }, content);
}

function car(host, vehicle) {
	const { format } = host;
	return h(
		"li",
		{
			class: `wcrm-car${vehicle.is_current ? "" : " wcrm-car-past"}`,
			data: { vehicle: vehicle.vehicle },
		},
		h("span", { class: "wcrm-round-icon" }, icon("car")),
		h(
			"div",
			{ class: "wcrm-grow" },
			plate({ latin: vehicle.plate_latin, arabic: vehicle.plate_ar }),
			h("p", {}, bdi([vehicle.make, vehicle.model, vehicle.year].filter(Boolean).join(" "))),
			h("p", { class: "wcrm-hint" }, details(format, vehicle).join(" · ")),
		),
		!vehicle.is_current && badge(__("Sold on")),
	);
}

function details(format, vehicle) {
	return [
		vehicle.odometer && __("{0} km", [format.number(vehicle.odometer)]),
		vehicle.is_current && vehicle.from_date && __("Since {0}", [format.date(vehicle.from_date)]),
		!vehicle.is_current && vehicle.to_date && __("Until {0}", [format.date(vehicle.to_date)]),
	].filter(Boolean);
}
