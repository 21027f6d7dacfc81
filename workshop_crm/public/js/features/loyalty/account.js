/** One customer's points: balance, way to the next tier, ledger. */

import { bdi, fill, h } from "../../ui/dom.js";
import { entryKindLabel, tierLabel } from "../../ui/labels.js";
import { moreButton } from "../../ui/more_button.js";
import { orReport } from "../../ui/or_report.js";
import { shownOf } from "../../ui/paged_list.js";
import { panel } from "../../ui/panel.js";
import { code } from "../../ui/person.js";
import { table } from "../../ui/table.js";
import { pageLinkButton } from "./page_link.js";
import { tierPart } from "./tier.js";
import { tierChanges } from "./tier_changes.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {?Object} account answer of loyalty.account
 * @param {string} customer
 */
export function loyaltyPanel(host, account, customer) {
	if (!account) {
		return panel(
			{ title: __("Loyalty"), name: "loyalty" },
			h("p", { class: "wcrm-muted" }, __("Not in a loyalty program.")),
		);
	}
	return panel(
		{ title: __("Loyalty"), name: "loyalty", note: tierLabel(host, account.program, account.program_ar) },
		h(
			"div",
			{ class: "wcrm-points" },
			h("strong", { data: { points: String(account.balance) } }, host.format.points(account.balance)),
			h("span", { class: "wcrm-muted" }, __("Worth: {0}", [host.format.money(account.worth)])),
		),
		dates(host, account),
		tierPart(host, account),
		tierChanges(host, account),
		account.entries.length > 0 &&
			h(
				"details",
				{ class: "wcrm-details" },
				h("summary", {}, __("Points history")),
				ledger(host, account, customer),
			),
		pageLinkButton(host, customer),
	);
}

/** What can be spent later, and what expires next. */
function dates(host, account) {
	const { format } = host;
	return [
		account.pending > 0 &&
			h(
				"p",
				{ class: "wcrm-hint", data: { pending: String(account.pending) } },
				__("Pending: {0}. The first can be spent from {1}.", [
					format.points(account.pending),
					format.date(account.next_available),
				]),
			),
		account.next_expiry &&
			h(
				"p",
				{ class: "wcrm-hint" },
				__("The next points expire after {0}.", [format.date(account.next_expiry)]),
			),
	];
}

/** The ledger as a table that can be read to its beginning. */
export function ledger(host, account, customer) {
	const place = h("div", {});
	const count = h("p", { class: "wcrm-hint", role: "status", data: { count: "points" } });
	let entries = account.entries;
	const more = moreButton(
		place,
		orReport(host, async () => {
			const answer = await host.call("loyalty.account", { customer, offset: entries.length });
			entries = [...entries, ...answer.entries];
			draw(answer.entry_count);
		}),
	);
	const draw = (total) => {
		fill(place, entriesTable(host, entries));
		count.textContent = shownOf(host, entries.length, { total });
		more.hidden = entries.length >= total;
	};
	draw(account.entry_count);
	return h(
		"div",
		{ class: "wcrm-stack" },
		count,
		place,
		h("div", { class: "wcrm-row wcrm-row-center" }, more),
	);
}

function entriesTable({ format }, rows) {
	return table({
		caption: __("Points history"),
		stacks: true,
		rows,
		rowData: (entry) => ({ entry: entry.entry, kind: entry.kind }),
		columns: [
			{ label: __("Date"), cell: (entry) => format.date(entry.date), head: true },
			{
				label: __("What happened"),
				cell: (entry) => [
					entryKindLabel(entry.kind),
					(entry.moved_from || entry.reason) &&
						h("span", { class: "wcrm-hint" }, " ", bdi(entry.moved_from || entry.reason)),
					entry.because && h("span", { class: "wcrm-hint" }, " ", bdi(entry.because)),
				],
			},
			{ label: __("Points"), number: true, cell: (entry) => signedPoints(format, entry.points) },
			{ label: __("Invoice"), cell: (entry) => (entry.invoice ? code(entry.invoice) : "–") },
			{ label: __("Expires"), cell: (entry) => format.date(entry.expiry_date) || "–" },
		],
	});
}

function signedPoints(format, points) {
	const tone = points < 0 ? "wcrm-negative" : "wcrm-positive";
	return h("bdi", { class: tone }, format.signedPoints(points));
}
