/** The next services of a car, in words: what, how urgent, by which day or reading. */

import { daysBetween } from "../../host/format.js";
import { bdi, h } from "../../ui/dom.js";
import { serviceLabel } from "../../ui/labels.js";
import { badge } from "../../ui/panel.js";

const TONES = { overdue: "bad", soon: "warn", later: "neutral" };

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object[]} due of a vehicle, most urgent first
 * @param {number} [most] how many are listed
 */
export function serviceDueList(host, due, most = due.length) {
	const more = due.length - most;
	return h(
		"ul",
		{ class: "wcrm-due-list" },
		due.slice(0, most).map((one) => dueRow(host, one)),
		more > 0 && h("li", { class: "wcrm-hint" }, __("And {0} more", [host.format.number(more)])),
	);
}

function dueRow(host, due) {
	return h(
		"li",
		{ class: "wcrm-due", data: { service: due.service_type, due: due.status } },
		h(
			"div",
			{ class: "wcrm-between" },
			h("strong", {}, bdi(serviceLabel(host, due.service_type, due.service_type_ar))),
			badge(statusLabel(due.status), TONES[due.status]),
		),
		h("p", { class: "wcrm-hint" }, when(host, due)),
	);
}

function statusLabel(status) {
	return { overdue: __("Overdue"), soon: __("Due soon"), later: __("Later") }[status];
}

/** The limit that comes first stands first. */
function when({ format, context }, { due_on, due_km, reason }) {
	const reading = due_km !== null && format.number(due_km);
	const day = due_on && `${format.date(due_on)} (${format.daysAgo(-daysBetween(context.today, due_on))})`;
	if (!due_on) return __("At {0} km", [reading]);
	if (due_km === null) return __("On {0}", [day]);
	if (reason === "odometer") return __("At {0} km, about {1}", [reading, day]);
	return __("On {0} or at {1} km", [day, reading]);
}
