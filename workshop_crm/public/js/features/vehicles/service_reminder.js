/** A customer is told by message, by hand, what their car needs next. */

import { confirmDialog } from "../../ui/dialog.js";
import { serviceLabel } from "../../ui/labels.js";

/** Whether there is a day to speak of. */
export function canRemind(vehicle) {
	return vehicle.is_current && vehicle.service_due.some((due) => due.due_on);
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} vehicle of the profile
 * @param {() => *} onSent
 */
export async function sendReminder(host, vehicle, onSent) {
	if (!(await confirmDialog(host, question(host, vehicle), __("Send reminder")))) return;
	const { status } = await host.call("vehicles.remind", { vehicle: vehicle.vehicle });
	host.notify(
		status === "Outbox" ? __("The reminder waits in the outbox.") : __("The reminder is on its way."),
		"good",
	);
	await onSent();
}

function question(host, { service_due: services, reminded_on: before }) {
	const due = services.find((one) => one.due_on);
	const name = serviceLabel(host, due.service_type, due.service_type_ar);
	const asked = __("Remind the customer of {0}, due on {1}?", [name, host.format.date(due.due_on)]);
	if (!before) return asked;
	return `${asked} ${__("The last reminder about this car is of {0}.", [host.format.date(before)])}`;
}
