/** The program's terms, its size and its tiers. */

import { barCell } from "../../ui/bar_cell.js";
import { bdi, h } from "../../ui/dom.js";
import { figure, panel } from "../../ui/panel.js";
import { table } from "../../ui/table.js";

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
			value: program.expiry_days ? __("Days: {0}", [format.number(program.expiry_days)]) : __("Never"),
		}),
	);
}

/** @param {import("../../host/types.js").Host} host @param {Object} program */
export function tiersPanel(host, program) {
	const { format } = host;
	const most = Math.max(1, ...program.tiers.map((tier) => tier.members));
	const content = table({
		caption: __("Tiers"),
		rows: program.tiers,
		rowData: (tier) => ({ tier: tier.name }),
		columns: [
			{ label: __("Tier"), head: true, cell: (tier) => bdi(tier.name) },
			{
				label: __("From a total of"),
				number: true,
				cell: (tier) => format.money(tier.min_spent, { rounded: true }),
			},
			{
				label: __("Spend per point"),
				number: true,
				cell: (tier) => format.money(tier.spend_per_point),
			},
			{
				label: __("Members"),
				cell: (tier) => barCell(format.number(tier.members), tier.members / most),
			},
		],
	});
	return panel({ title: __("Tiers"), name: "tiers", note: program.program }, content);
}
