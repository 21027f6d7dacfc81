/** The names behind a number of the panel. */

import { button, screenLink } from "../../../ui/button.js";
import { openDialog } from "../../../ui/dialog.js";
import { bdi, fill, h } from "../../../ui/dom.js";
import { outcomeLabel } from "../../../ui/labels.js";
import { nameOf } from "../../../ui/person.js";
import { emptyState, failure, skeleton } from "../../../ui/states.js";
import { table } from "../../../ui/table.js";

const PAGE = 50;

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
		const csv = button(__("CSV"), {
			kind: "quiet",
			icon: "download",
			small: true,
			onClick: save,
			attributes: { "aria-label": __("Save as CSV") },
		});
		return { title: row.title, body: place, wide: true, actions: [csv, count, more] };
	});
}

/** Loads its first page at once. */
function listOf(host, close, asked) {
	const place = h("div", { data: { list: "action_customers" } }, skeleton(6));
	const more = button(__("Show more"), { onClick: () => load() });
	const count = h("span", { class: "wcrm-hint wcrm-push" });
	let customers = [];
	async function load() {
		try {
			const page = { limit: PAGE, offset: customers.length };
			const answer = await host.call("analytics.action_customers", { ...asked, ...page });
			customers = [...customers, ...answer.customers];
			const { number } = host.format;
			fill(place, customers.length ? nameTable(host, customers, close) : nobody());
			more.hidden = customers.length >= answer.total;
			count.textContent = __("{0} of {1}", [number(customers.length), number(answer.total)]);
		} catch (error) {
			fill(place, failure(error, load));
		}
	}
	more.hidden = true;
	load();
	return { place, count, more };
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
