/** The customers behind a figure, with the same filters. */

import { screenLink } from "../../ui/button.js";
import { openDialog } from "../../ui/dialog.js";
import { bdi } from "../../ui/dom.js";
import { segmentLabel, segmentTone } from "../../ui/labels.js";
import { pagedList } from "../../ui/paged_list.js";
import { badge } from "../../ui/panel.js";
import { nameOf } from "../../ui/person.js";
import { emptyState } from "../../ui/states.js";
import { table } from "../../ui/table.js";
import { fileButtons } from "./table_actions.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {string} title
 * @param {import("./filters.js").Filters} filters
 * @param {string} orderBy
 */
export function openCustomerList(host, title, filters, orderBy) {
	openDialog(host, (inside, close) => {
		const { place, count, more } = listOf(inside, close, filters, orderBy);
		return {
			title,
			body: place,
			wide: true,
			actions: [...fileButtons(host, "customers", filters), count, more],
		};
	});
}

function listOf(host, close, filters, orderBy) {
	return pagedList(
		host,
		"customers",
		(page) => host.call("analytics.customers", { ...filters, order_by: orderBy, ...page }),
		(answer) => answer.customers,
		(customers) =>
			customers.length
				? customerTable(host, customers, close)
				: emptyState("profile", __("No customers in this selection")),
	);
}

function customerTable(host, customers, close) {
	const { date, money, number, percent } = host.format;
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
			{
				label: __("Segment"),
				cell: (row) => badge(segmentLabel(row.segment), segmentTone(row.segment)),
			},
			{ label: __("Visits"), number: true, cell: (row) => number(row.visits) },
			{ label: __("Last visit"), cell: (row) => date(row.last_visit) || "–" },
			{ label: __("Revenue"), number: true, cell: (row) => money(row.revenue, { rounded: true }) },
			{ label: __("Expected value"), number: true, cell: (row) => money(row.clv, { rounded: true }) },
			{
				label: __("Likely to return"),
				number: true,
				cell: (row) => (row.p_alive === null ? "–" : percent(row.p_alive)),
			},
		],
	});
}
