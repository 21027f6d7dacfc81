/** The customers behind a figure, with the same filters. */

import { button, screenLink } from "../../ui/button.js";
import { openDialog } from "../../ui/dialog.js";
import { bdi, fill, h } from "../../ui/dom.js";
import { segmentLabel, segmentTone } from "../../ui/labels.js";
import { badge } from "../../ui/panel.js";
import { nameOf } from "../../ui/person.js";
import { emptyState, failure, skeleton } from "../../ui/states.js";
import { table } from "../../ui/table.js";
import { exportButtons } from "./table_actions.js";

const PAGE = 50;

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
			actions: [...exportButtons(host, "customers", filters), count, more],
		};
	});
}

/** The list loads its first page at once. */
function listOf(host, close, filters, orderBy) {
	const place = h("div", { data: { list: "customers" } }, skeleton(6));
	const more = button(__("Show more"), { onClick: () => load() });
	const count = h("span", { class: "wcrm-hint wcrm-push" });
	let customers = [];

	async function load() {
		try {
			const answer = await host.call("analytics.customers", {
				...filters,
				order_by: orderBy,
				limit: PAGE,
				offset: customers.length,
			});
			customers = [...customers, ...answer.customers];
			fill(
				place,
				customers.length
					? customerTable(host, customers, close)
					: emptyState("profile", __("No customers in this selection")),
			);
			more.hidden = customers.length >= answer.total;
			count.textContent = __("{0} of {1}", [
				host.format.number(customers.length),
				host.format.number(answer.total),
			]);
		} catch (error) {
			fill(place, failure(error, load));
		}
	}

	more.hidden = true;
	load();
	return { place, count, more };
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
