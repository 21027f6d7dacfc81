/** The program's terms and its size. */

import { h } from "../../ui/dom.js";
import { figure } from "../../ui/panel.js";

/** @param {import("../../host/types.js").Host} host @param {Object} program answer of loyalty.program */
export function programFigures(host, program) {
	const { format } = host;
	return h(
		"div",
		{ class: "wcrm-figures" },
		figure({ name: "members", label: __("Members"), value: format.number(program.members) }),
		figure({
			name: "points_outstanding",
			label: __("Points outstanding"),
			value: format.points(program.points_outstanding),
		}),
		figure({
			name: "liability",
			label: __("Worth of these points"),
			value: format.money(program.liability),
			note: __("Owed to customers"),
		}),
		figure({
			name: "point_value",
			label: __("Value of one point"),
			value: format.money(program.point_value),
		}),
		figure({
			name: "expiry",
			label: __("Points expire after"),
			value: program.expiry_days ? format.days(program.expiry_days) : __("They do not expire"),
			note: whenTheyCount(format, program),
		}),
	);
}

/** Only what is not as usual: earned at once, and spent at once. */
function whenTheyCount(format, program) {
	const parts = [
		program.earn_when === "Paid" && __("Earned when the invoice is paid in full."),
		program.pending_days &&
			__("Wait before they can be spent: {0}.", [format.days(program.pending_days)]),
	];
	return parts.filter(Boolean).join(" ") || null;
}
