/** The dialog that adds a car or changes one. */

import { h } from "../../ui/dom.js";
import { field, inputNamed, numberIn, readFields } from "../../ui/field.js";
import { openFormDialog } from "../../ui/form_dialog.js";
import { plateReading } from "./plate_reading.js";
import { openSaleForm } from "./sale_form.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{customer: string, name?: string, name_ar?: string}} owner
 * @param {(vehicle: string) => *} onSaved also after the car was sold to `owner` instead
 */
export function openNewVehicle(host, owner, onSaved) {
	open(host, { owner, onSaved }, {}, __("Add a car"), __("Add car"), async (values) => {
		const added = await host.call("vehicles.add_vehicle", { customer: owner.customer, values });
		host.notify(__("The car is added."), "good");
		return added.vehicle;
	});
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} vehicle of the profile
 * @param {(vehicle: string) => *} onSaved
 */
export function openVehicleForm(host, vehicle, onSaved) {
	open(host, { onSaved }, vehicle, __("Edit car"), __("Save"), async (values) => {
		const saved = await host.call("vehicles.save_vehicle", { vehicle: vehicle.vehicle, values });
		host.notify(__("The car is saved."), "good");
		return saved.vehicle;
	});
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{owner?: Object, onSaved: (vehicle: string) => *}} around owner: of a new car
 * @param {Object} vehicle
 * @param {string} title
 * @param {string} submitLabel
 * @param {(values: Object) => Promise<string>} save
 */
function open(host, { owner, onSaved }, vehicle, title, submitLabel, save) {
	openFormDialog(host, (inside, close) => {
		const reading = plateReading(inside, {
			owner,
			vehicle: vehicle.vehicle,
			onTakeOver: (known) => {
				close();
				openSaleForm(host, known, onSaved, owner);
			},
		});
		return {
			title,
			submitLabel,
			body: fields(vehicle, reading.element),
			onOpen: (form) => reading.follow(inputNamed(form, "plate")),
			onSubmit: async (form) => {
				const values = readFields(form);
				for (const name of ["year", "odometer"]) values[name] = numberIn(form, name, { whole: true });
				onSaved(await save(values));
			},
		};
	});
}

function fields(vehicle, reading) {
	return [
		plateField(vehicle, reading),
		h(
			"div",
			{ class: "wcrm-form-grid" },
			field({ name: "make", label: __("Make"), value: vehicle.make, dir: "auto" }),
			field({ name: "model", label: __("Model"), value: vehicle.model, dir: "auto" }),
			field({ name: "year", label: __("Model year"), type: "number", value: vehicle.year, dir: "ltr" }),
			field({
				name: "odometer",
				label: __("Odometer (km)"),
				type: "number",
				value: vehicle.odometer,
				dir: "ltr",
			}),
		),
		reasonField("odometer_reason", __("Why is the odometer lower than before?"), ""),
		chassisField(vehicle),
		reasonField("vin_reason", __("Why is this chassis number right all the same?"), vehicle.vin_reason),
	];
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

function chassisField(vehicle) {
	return field({
		name: "vin",
		label: __("Chassis number (VIN)"),
		value: vehicle.vin,
		dir: "ltr",
		hint: __("17 letters and digits, without I, O and Q."),
		attributes: { spellcheck: "false", autocapitalize: "characters" },
	});
}

/** Hidden until the server asks for the reason, or where one was given before. */
function reasonField(name, label, value) {
	return field({ name, label, value, hidden: !value, dir: "auto", attributes: { maxlength: 280 } });
}
