/** What the Vehicle form shows of the workshop: the car's history, and its plate as it is typed. */

import { plateReading } from "../features/vehicles/plate_reading.js";
import { showVehicleHistory } from "../features/vehicles/vehicle_history.js";
import { fill, h } from "../ui/dom.js";
import { panel } from "../ui/panel.js";

/** @param {import("../host/types.js").Host} host @param {HTMLElement} place @param {string} vehicle */
export function showVehiclePanel(host, place, vehicle) {
	const body = h("div", { class: "wcrm-stack", data: { vehicleHistory: vehicle } });
	fill(place, root(host, panel({ title: __("Service history"), name: "vehicle_history" }, body)));
	return showVehicleHistory(host, body, vehicle);
}

/**
 * @param {import("../host/types.js").Host} host
 * @param {HTMLElement} place
 * @param {HTMLInputElement} input
 * @param {string} [vehicle] the car whose form it is
 */
export function showPlateReading(host, place, input, vehicle) {
	const reading = plateReading(host, { vehicle });
	fill(place, root(host, reading.element));
	reading.follow(input);
}

function root(host, content) {
	return h("div", { class: "wcrm wcrm-screen", dir: host.direction, lang: host.language }, content);
}
