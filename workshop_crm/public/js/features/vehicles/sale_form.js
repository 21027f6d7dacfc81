/** A car changes hands: to another customer, or to somebody the workshop does not know. */

import { button } from "../../ui/button.js";
import { bdi, fill, h } from "../../ui/dom.js";
import { FieldProblem, field, readFields } from "../../ui/field.js";
import { openFormDialog } from "../../ui/form_dialog.js";
import { avatar, nameOf, otherNameOf, plate } from "../../ui/person.js";
import { customerPicker } from "../search/customer_picker.js";
import { carName } from "./car_name.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{vehicle: string, plate_latin: string, plate_ar: string}} vehicle
 * @param {(vehicle: string) => *} onSold
 * @param {?{customer: string, name?: string, name_ar?: string}} [buyer] asked for when missing
 */
export function openSaleForm(host, vehicle, onSold, buyer = null) {
	openFormDialog(host, (inside) => {
		const chooser = buyerChooser(inside, buyer);
		return {
			title: __("Transfer the car"),
			submitLabel: __("Transfer car"),
			body: [carLine(host, vehicle), chooser.element, dayField(host, __("Date of the sale"))],
			onSubmit: async (form) => {
				const sold = await host.call("vehicles.sell_vehicle", {
					vehicle: vehicle.vehicle,
					customer: chooser.read(),
					date: readFields(form).date,
				});
				host.notify(__("The car has a new owner. Its history stays with it."), "good");
				onSold(sold.vehicle);
			},
		};
	});
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{vehicle: string, plate_latin: string, plate_ar: string}} vehicle
 * @param {(vehicle: string) => *} onEnded
 */
export function openEndOfOwnership(host, vehicle, onEnded) {
	openFormDialog(host, () => ({
		title: __("The customer no longer has this car"),
		submitLabel: __("End ownership"),
		body: [
			carLine(host, vehicle),
			h("p", { class: "wcrm-muted" }, __("The car keeps its history and waits for its next owner.")),
			dayField(host, __("Last day with this customer")),
		],
		onSubmit: async (form) => {
			const ended = await host.call("vehicles.end_ownership", {
				vehicle: vehicle.vehicle,
				date: readFields(form).date,
			});
			host.notify(__("The car is no longer this customer's."), "good");
			onEnded(ended.vehicle);
		},
	}));
}

function carLine(host, vehicle) {
	const model = carName(host, vehicle);
	return h(
		"div",
		{ class: "wcrm-row" },
		plate({ latin: vehicle.plate_latin, arabic: vehicle.plate_ar }),
		model && bdi(model, { class: "wcrm-muted" }),
	);
}

function dayField(host, label) {
	return field({
		name: "date",
		label,
		type: "date",
		value: host.context.today,
		attributes: { max: host.context.today },
	});
}

/** @returns {{element: HTMLElement, read: () => string}} read throws FieldProblem when nobody was chosen */
function buyerChooser(host, first) {
	let buyer = first;
	const place = h("div", {});
	const choose = (chosen) => {
		buyer = chosen;
		draw();
	};
	const picker = customerPicker(host, choose);
	const draw = () =>
		fill(place, buyer ? chosen(host, buyer, !first && (() => choose(null))) : picker.element);
	draw();
	const element = h(
		"div",
		{ class: "wcrm-field", data: { input: "customer" } },
		h("span", { class: "wcrm-field-label" }, __("New owner")),
		place,
	);
	const read = () => {
		if (!buyer) throw new FieldProblem("customer", __("Choose the new owner."));
		return buyer.customer;
	};
	return { element, read };
}

function chosen(host, buyer, change) {
	const other = otherNameOf(host, buyer);
	return h(
		"div",
		{ class: "wcrm-chosen", data: { customer: buyer.customer } },
		avatar(nameOf(host, buyer)),
		h(
			"div",
			{ class: "wcrm-grow" },
			h("strong", {}, bdi(nameOf(host, buyer))),
			other && h("p", { class: "wcrm-hint" }, bdi(other)),
		),
		change && button(__("Change"), { small: true, onClick: change }),
	);
}
