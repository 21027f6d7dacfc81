/** A customer is told by message, by hand, what their car needs next. */

import { h } from "../../ui/dom.js";
import { openFormDialog } from "../../ui/form_dialog.js";
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
export function openReminder(host, vehicle, onSent) {
	const due = vehicle.service_due.find((one) => one.due_on);
	openFormDialog(host, () => ({
		title: __("Send a service reminder"),
		submitLabel: __("Send reminder"),
		body: h("div", { class: "wcrm-stack" }, h("p", {}, question(host, due)), before(host, vehicle)),
		onSubmit: async () => {
			const asked = { vehicle: vehicle.vehicle, service_type: due.service_type };
			const { status } = await host.call("vehicles.remind", asked);
			const waits = status === "Outbox";
			host.notify(
				waits ? __("The reminder waits in the outbox.") : __("The reminder is on its way."),
				"good",
			);
			await onSent();
		},
	}));
}

function question(host, due) {
	const name = serviceLabel(host, due.service_type, due.service_type_ar);
	return __("Remind the customer of {0}, due on {1}?", [name, host.format.date(due.due_on)]);
}

function before(host, { reminded_on: day }) {
	if (!day) return null;
	return h(
		"p",
		{ class: "wcrm-hint" },
		__("The last reminder about this car is of {0}.", [host.format.date(day)]),
	);
}
