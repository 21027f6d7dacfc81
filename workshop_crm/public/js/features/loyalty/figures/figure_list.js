/** The customers, rows, invoices or rewards behind a number. */

import { screenLink } from "../../../ui/button.js";
import { openDialog } from "../../../ui/dialog.js";
import { bdi } from "../../../ui/dom.js";
import { exportButtons } from "../../../ui/export_buttons.js";
import { entryKindLabel } from "../../../ui/labels.js";
import { pagedList, shownOf } from "../../../ui/paged_list.js";
import { nameOf } from "../../../ui/person.js";
import { emptyState } from "../../../ui/states.js";
import { table } from "../../../ui/table.js";
import { moveReasonLabel, redemptionStateLabel } from "./figure_words.js";

const COLUMNS = {
	entries: ["customer", "date", "kind", "points", "amount", "invoice", "reason"],
	accounts: ["customer", "points"],
	moves: ["customer", "date", "from_tier", "to_tier", "reason"],
	redemptions: ["customer", "date", "reward", "status", "points", "amount", "invoice"],
	standing: ["customer", "tier"],
	visitors: ["customer", "date", "visits", "invoices", "amount"],
	invoices: ["customer", "date", "amount", "invoice"],
	index: ["customer", "date"],
};

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {string} title
 * @param {import("./figure_filters.js").Filters} filters
 * @param {Object} cell of loyalty.figure_list
 */
export function openFigureList(host, title, filters, cell) {
	openDialog(host, (inside, close) => {
		const values = { ...filters, ...cell };
		const list = listOf(inside, close, values);
		const files = exportButtons(host, "loyalty.export_figure_list", values);
		return {
			title,
			name: "figure_list",
			body: list.place,
			wide: true,
			actions: [...files, list.count, list.more],
		};
	});
}

function listOf(host, close, values) {
	return pagedList(
		host,
		"figure",
		(page) => host.call("loyalty.figure_list", { ...values, ...page }),
		(answer) => answer.rows,
		(rows, answer) => content(host, close, rows, answer.list),
		countText,
	);
}

function content(host, close, rows, kind) {
	if (!rows.length) return emptyState("loyalty", __("Nothing in this selection"));
	const cells = cellsOf(host, close);
	const column = (name) => ({ label: columnLabel(name), cell: (row) => row[name], ...cells[name] });
	return table({ caption: __("List"), rows, columns: COLUMNS[kind].map(column) });
}

/** Rows shown of all, and what all of them add up to. */
function countText(host, shown, answer) {
	const { money, number, points } = host.format;
	const { sums } = answer;
	const parts = [shownOf(host, shown, answer)];
	if (sums.points !== undefined) parts.push(__("Points: {0}", [points(sums.points)]));
	if (sums.visits !== undefined) parts.push(__("Visits: {0}", [number(sums.visits)]));
	if (sums.amount) parts.push(money(sums.amount));
	return parts.join(" · ");
}

/** How a column is drawn where it is more than its text. */
function cellsOf(host, close) {
	const { date, money, number, signedPoints } = host.format;
	const person = (row) => {
		const link = screenLink(host, "profile", { customer: row.customer }, {}, bdi(nameOf(host, row)));
		link.addEventListener("click", close);
		return link;
	};
	return {
		customer: { head: true, cell: person },
		date: { cell: (row) => date(row.date) || "–" },
		kind: { cell: (row) => entryKindLabel(row.kind) },
		status: { cell: (row) => redemptionStateLabel(row.status) },
		reason: { cell: (row) => moveReasonLabel(row.reason) || "–" },
		from_tier: { cell: (row) => (row.from_tier ? bdi(row.from_tier) : __("Not a member")) },
		to_tier: { cell: (row) => bdi(row.to_tier) },
		tier: { cell: (row) => bdi(row.tier) },
		reward: { cell: (row) => bdi(row.reward) },
		invoice: { cell: (row) => (row.invoice ? bdi(row.invoice) : "–") },
		points: { number: true, cell: (row) => signedPoints(row.points) },
		visits: { number: true, cell: (row) => number(row.visits) },
		invoices: { number: true, cell: (row) => number(row.invoices) },
		amount: { number: true, cell: (row) => money(row.amount) },
	};
}

function columnLabel(name) {
	return {
		customer: __("Customer"),
		date: __("Date"),
		kind: __("Kind"),
		points: __("Points"),
		amount: __("Amount"),
		invoice: __("Document"),
		reason: __("Reason"),
		from_tier: __("From Tier"),
		to_tier: __("To Tier"),
		tier: __("Tier"),
		reward: __("Reward"),
		status: __("State"),
		visits: __("Visits"),
		invoices: __("Invoices"),
	}[name];
}
