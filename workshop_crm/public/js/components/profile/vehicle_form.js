/** The dialog that adds a car. */

import { h } from "../dom.js";
import { field, readFields, readNumber } from "../field.js";
import { openFormDialog } from "../form_dialog.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {string} customer
 * @param {(vehicle: string) => void} onAdded
 */
export function openVehicleForm(host, customer, onAdded) {
	openFormDialog({
		title: __("Add a car"),
		submitLabel: __("Add car"),
		body: h(
			"div",
			{ class: "wcrm-form-grid" },
			field({
				name: "plate",
				label: __("Number plate"),
				required: true,
				dir: "auto",
				hint: __("Arabic or Latin letters, for example ABJ 1234."),
			}),
			field({ name: "make", label: __("Make"), dir: "auto" }),
			field({ name: "model", label: __("Model"), dir: "auto" }),
			field({ name: "year", label: __("Model year"), type: "number" }),
			field({ name: "odometer", label: __("Odometer (km)"), type: "number" }),
			field({ name: "vin", label: __("Chassis number"), dir: "ltr" }),
		),
		onSubmit: async (form) => {
			const values = readFields(form);
			for (const name of ["year", "odometer"]) values[name] = wholeNumber(form, name, values[name]);
			const added = await host.call("profile.add_vehicle", { customer, values });
			host.notify(__("The car is added."), "good");
			onAdded(added.vehicle);
		},
	});
}

function wholeNumber(form, name, text) {
	if (!text) return null;
	const number = readNumber(text);
	if (number !== null && Number.isInteger(number)) return number;
	const input = form.elements[name];
	input.focus();
	throw new Error(__("{0}: write a whole number.", [input.labels[0].textContent]));
}
