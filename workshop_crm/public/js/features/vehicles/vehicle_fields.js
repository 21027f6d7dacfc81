/** The inputs of a car, in the dialog of a car and in that of a new customer. */

import { h } from "../../ui/dom.js";
import { field, inputNamed, numberIn, readFields } from "../../ui/field.js";
import { carNameFields } from "./car_name_lists.js";
import { plateReading } from "./plate_reading.js";
import { vinReading } from "./vin_reading.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} vehicle of the profile, empty for a new one
 * @param {import("./known_car.js").KnownCarOptions} known what is said of a car that is known
 * @returns {{element: HTMLElement, follow: (form: HTMLFormElement) => void, read: (form: HTMLFormElement) => Object}}
 *   `follow` when the form is on the page; `read` by the names of vehicles.add_vehicle
 */
export function vehicleFields(host, vehicle, known) {
	const plates = plateReading(host, known);
	const vins = vinReading(host, known);
	const names = carNameFields(host, vehicle);
	const element = h(
		"div",
		{ class: "wcrm-stack" },
		plateField(vehicle, plates.element),
		chassisField(vehicle, vins.element),
		reasonField("vin_reason", __("Why is this chassis number right all the same?"), vehicle.vin_reason),
		h("div", { class: "wcrm-form-grid" }, names.fields, yearField(vehicle), odometerField(vehicle)),
		reasonField("odometer_reason", __("Why is the odometer lower than before?"), ""),
	);
	function follow(form) {
		plates.follow(inputNamed(form, "plate"));
		names.follow(form);
		vins.follow(form);
	}
	function read(form) {
		const values = readFields(element);
		for (const name of ["year", "odometer"]) values[name] = numberIn(form, name, { whole: true });
		return values;
	}
	return { element, follow, read };
}

function plateField(vehicle, reading) {
	const element = field({
		name: "plate",
		label: __("Number plate"),
		value: vehicle.plate_latin || vehicle.plate_ar,
		dir: "auto",
		hint: __(
			"As on the car, for example ABJ 1234, Dubai A 5555 or 1/12345. A car that has none yet needs its chassis number.",
		),
		attributes: { spellcheck: "false" },
	});
	element.append(reading);
	return element;
}

function chassisField(vehicle, reading) {
	const element = field({
		name: "vin",
		label: __("Chassis number (VIN)"),
		value: vehicle.vin,
		dir: "ltr",
		hint: __("17 letters and digits, without I, O and Q."),
		attributes: { spellcheck: "false", autocapitalize: "characters" },
	});
	element.append(reading);
	return element;
}

function yearField({ year }) {
	return field({ name: "year", label: __("Model year"), type: "number", value: year, dir: "ltr" });
}

function odometerField({ odometer }) {
	return field({
		name: "odometer",
		label: __("Odometer (km)"),
		type: "number",
		value: odometer,
		dir: "ltr",
	});
}

/** Hidden until the server asks for the reason, or where one was given before. */
function reasonField(name, label, value) {
	return field({ name, label, value, hidden: !value, dir: "auto", attributes: { maxlength: 280 } });
}
