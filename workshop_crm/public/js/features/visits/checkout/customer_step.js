/** Who comes, with which car, at how many kilometres. */

import { hostForEach } from "../../../host/within.js";
import { button, screenLink } from "../../../ui/button.js";
import { bdi, fill, h, uniqueId } from "../../../ui/dom.js";
import { field, readNumber } from "../../../ui/field.js";
import { panel } from "../../../ui/panel.js";
import { avatar, nameOf, plate } from "../../../ui/person.js";
import { customerPicker } from "../../search/customer_picker.js";
import { openNewVehicle } from "../../vehicles/vehicle_form.js";
import { customerNotes } from "./customer_notes.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @param {(customer: string, vehicle?: string) => Promise<void>} choose loads the customer into the basket
 */
export function customerStep(host, basket, choose) {
	const body = h("div", { class: "wcrm-stack" });
	const hostForPicker = hostForEach(host);
	const draw = () => {
		const inside = hostForPicker();
		if (basket.customer)
			return fill(
				body,
				chosen(host, basket),
				customerNotes(host, basket.customer),
				cars(host, basket, choose),
			);
		const picker = customerPicker(inside, (hit) => choose(hit.customer));
		return fill(body, picker.element);
	};
	basket.on(["customer"], draw);
	basket.on(["vehicle"], () =>
		body.querySelector("[name=odometer]")?.setAttribute("placeholder", lastReading(host, basket)),
	);
	draw();
	return panel({ title: __("1. Customer and car"), name: "customer" }, body);
}

function chosen(host, basket) {
	const name = nameOf(host, basket.customer);
	return h(
		"div",
		{ class: "wcrm-chosen", data: { customer: basket.customer.customer } },
		avatar(name),
		h(
			"div",
			{ class: "wcrm-grow" },
			screenLink(host, "profile", { customer: basket.customer.customer }, {}, bdi(name)),
			h(
				"p",
				{ class: "wcrm-hint" },
				basket.customer.phone && bdi(basket.customer.phone.display, { dir: "ltr" }),
			),
		),
		button(__("Change"), { small: true, onClick: () => basket.setCustomer(null) }),
	);
}

function cars(host, basket, choose) {
	const current = basket.customer.vehicles.filter((vehicle) => vehicle.is_current);
	const group = uniqueId("car");
	const again = (vehicle) => choose(basket.customer.customer, vehicle);
	const add = button(__("Add a car"), {
		icon: "plus",
		small: true,
		onClick: () => openNewVehicle(host, basket.customer, again),
	});
	const odometer = field({
		name: "odometer",
		label: __("Odometer (km)"),
		type: "number",
		value: basket.odometer,
		attributes: { placeholder: lastReading(host, basket) },
	});
	const input = /** @type {HTMLInputElement} */ (odometer.querySelector("input"));
	input.addEventListener("input", () => {
		const reading = readNumber(input.value);
		input.setCustomValidity(input.value && !Number.isInteger(reading) ? __("Write a whole number.") : "");
		basket.setOdometer(Number.isInteger(reading) ? reading : null);
	});
	return [
		h(
			"fieldset",
			{ class: "wcrm-fieldset" },
			h("legend", {}, __("Car")),
			h(
				"div",
				{ class: "wcrm-choices" },
				current.map((vehicle) => carChoice(basket, group, vehicle)),
				add,
			),
		),
		h("div", { class: "wcrm-narrow" }, odometer),
		reasonField(basket),
	];
}

/** Hidden until the server asks for it. */
function reasonField(basket) {
	const reason = field({
		name: "odometer_reason",
		label: __("Why is the odometer lower than before?"),
		value: basket.odometerReason,
		hidden: !basket.odometerReason,
		dir: "auto",
		attributes: { maxlength: 280 },
	});
	const input = /** @type {HTMLInputElement} */ (reason.querySelector("input"));
	input.addEventListener("input", () => basket.setOdometerReason(input.value.trim() || null));
	return reason;
}

function lastReading(host, basket) {
	const vehicle = basket.customer?.vehicles.find((one) => one.vehicle === basket.vehicle);
	return vehicle?.odometer ? __("Last: {0}", [host.format.number(vehicle.odometer)]) : "";
}

function carChoice(basket, group, vehicle) {
	const radio = h("input", {
		type: "radio",
		name: group,
		value: vehicle.vehicle,
		checked: basket.vehicle === vehicle.vehicle,
		on: { change: () => basket.setVehicle(vehicle.vehicle) },
	});
	const model = [vehicle.make, vehicle.model].filter(Boolean).join(" ");
	return h(
		"label",
		{ class: "wcrm-choice", translate: "no" },
		radio,
		plate({ latin: vehicle.plate_latin, arabic: vehicle.plate_ar }),
		model && bdi(model, { class: "wcrm-hint" }),
	);
}
