/** The program's tiers: what reaches them, what they bring, and how many members they have. */

import { barCell } from "../../ui/bar_cell.js";
import { bdi, h } from "../../ui/dom.js";
import { tierLabel } from "../../ui/labels.js";
import { panel } from "../../ui/panel.js";
import { table } from "../../ui/table.js";

/** @param {import("../../host/types.js").Host} host @param {Object} program */
export function tiersPanel(host, program) {
	const { format } = host;
	const most = Math.max(1, ...program.tiers.map((tier) => tier.members));
	const content = table({
		caption: __("Tiers"),
		stacks: true,
		rows: program.tiers,
		rowData: (tier) => ({ tier: tier.name }),
		columns: [
			{ label: __("Tier"), head: true, cell: (tier) => tierCell(host, tier) },
			needColumn(host, program.tier_basis),
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
	const rule = ruleText(host, program);
	return panel(
		{ title: __("Tiers"), name: "tiers", note: tierLabel(host, program.program, program.program_ar) },
		content,
		rule && h("p", { class: "wcrm-hint" }, rule),
	);
}

function tierCell(host, tier) {
	const benefits = tierLabel(host, tier.benefits, tier.benefits_ar);
	return [
		bdi(tierLabel(host, tier.name, tier.name_ar)),
		benefits && h("div", { class: "wcrm-hint" }, bdi(benefits)),
	];
}

function needColumn(host, basis) {
	const { format } = host;
	if (basis === "Points")
		return { label: __("From points"), number: true, cell: (tier) => format.points(tier.needed) };
	if (basis === "Visits")
		return { label: __("From visits"), number: true, cell: (tier) => format.number(tier.needed) };
	return {
		label: __("From a total of"),
		number: true,
		cell: (tier) => format.money(tier.needed, { rounded: true }),
	};
}

/** Over which months it counts, and how long a tier is held after that. */
function ruleText(host, program) {
	const { format } = host;
	const { tier_window_months: months, tier_grace_days: grace } = program;
	if (!months) return "";
	const counted = __("What counts goes back: {0}.", [format.months(months)]);
	return grace ? `${counted} ${__("A tier is held longer by: {0}.", [format.days(grace)])}` : counted;
}
