/** The names behind a number of the panel. */

import { screenLink } from "../../../ui/button.js";
import { openDialog } from "../../../ui/dialog.js";
import { bdi } from "../../../ui/dom.js";
import { downloadButton } from "../../../ui/export_buttons.js";
import { outcomeLabel } from "../../../ui/labels.js";
import { pagedList } from "../../../ui/paged_list.js";
import { nameOf } from "../../../ui/person.js";
import { emptyState } from "../../../ui/states.js";
import { table } from "../../../ui/table.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {{rule: string, title: string}} row of analytics.action_measures
 * @param {"treated"|"held_out"} side
 * @param {boolean} cameOnly
 */
export function openMeasureCustomers(host, row, side, cameOnly) {
	const asked = { rule: row.rule, side, came_only: cameOnly };
	openDialog(host, (inside, close) => {
		const { place, count, more } = listOf(inside, close, asked);
		const save = () => host.download("analytics.export_action_customers", asked);
		const csv = downloadButton(__("CSV"), __("Save as CSV"), "action_customers", save);
		return { title: row.title, body: place, wide: true, actions: [csv, count, more] };
	});
}

function listOf(host, close, asked) {
	return pagedList(
		host,
		"action_customers",
		(page) => host.call("analytics.action_customers", { ...asked, ...page }),
		(answer) => answer.customers,
		(customers) => (customers.length ? nameTable(host, customers, close) : nobody()),
	);
}

function nameTable(host, customers, close) {
	const { date, money } = host.format;
	const open = (row) => {
		const link = screenLink(host, "profile", { customer: row.customer }, {}, bdi(nameOf(host, row)));
		link.addEventListener("click", close);
		return link;
	};
	return table({
		caption: __("Customers"),
		rows: customers,
		rowData: (row) => ({ customer: row.customer }),
		columns: [
			{ label: __("Customer"), head: true, cell: open },
			{ label: __("Since"), cell: (row) => date(row.made_on) },
			{ label: __("Outcome"), cell: (row) => outcomeLabel(row.outcome) },
			{ label: __("Came on"), cell: (row) => date(row.came_on) || "–" },
			{
				label: __("Revenue"),
				number: true,
				cell: (row) => (row.came_on ? money(row.revenue, { rounded: true }) : "–"),
			},
		],
	});
}

function nobody() {
	return emptyState("profile", __("No customers in this selection"));
}
