/** The dialog that adds a car or changes one. */

import { openFormDialog } from "../../ui/form_dialog.js";
import { openSaleForm } from "./sale_form.js";
import { vehicleFields } from "./vehicle_fields.js";

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
		const fields = vehicleFields(inside, vehicle, {
			owner,
			vehicle: vehicle.vehicle,
			onTakeOver: owner && takeOver,
		});
		function takeOver(known) {
			close();
			openSaleForm(host, known, onSaved, owner);
		}
		return {
			title,
			submitLabel,
			body: fields.element,
			onOpen: fields.follow,
			onSubmit: async (form) => onSaved(await save(fields.read(form))),
		};
	});
}
