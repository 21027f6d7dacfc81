/** One visit: what was done and by whom, what it came to, what is open, and what can be done with it. */

import { button } from "../../ui/button.js";
import { openDialog } from "../../ui/dialog.js";
import { bdi, fill, h } from "../../ui/dom.js";
import { serviceLabel, visitStatusLabel } from "../../ui/labels.js";
import { badge, facts } from "../../ui/panel.js";
import { code } from "../../ui/person.js";
import { failure, skeleton } from "../../ui/states.js";
import { table } from "../../ui/table.js";
import { QTY_DECIMALS } from "./checkout/line_prices.js";
import { payForm } from "./pay_form.js";
import { undoButtons } from "./undo_menu.js";
import { visitActions } from "./visit_actions.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {string} invoice
 * @param {?Object} customer the profile, where it is known
 * @param {() => *} changed after something about the visit changed
 */
export function openVisit(host, invoice, customer, changed) {
	openDialog(host, (inside, close) => {
		const body = h("div", { class: "wcrm-stack", data: { visit: invoice } });
		const foot = h("div", { class: "wcrm-row" });
		const draw = (visit) => {
			fill(body, visitParts(inside, visit, customer, paid));
			fill(
				foot,
				undoButtons(host, { ...visit, amount: visit.total }, undone),
				button(__("Close"), { onClick: close }),
			);
		};
		const paid = (visit) => {
			draw(visit);
			body.querySelector("button")?.focus();
			return changed();
		};
		const undone = () => {
			close();
			return changed();
		};
		const load = async () => {
			fill(body, skeleton(6));
			try {
				draw(await inside.call("visits.get_visit", { invoice }));
			} catch (error) {
				fill(body, failure(error, load));
			}
		};
		fill(foot, button(__("Close"), { onClick: close }));
		load();
		return { title: __("Visit {0}", [invoice]), body, wide: true, name: "visit", actions: [foot] };
	});
}

function visitParts(host, visit, customer, paid) {
	return [
		h("div", { class: "wcrm-row" }, stateBadges(host, visit)),
		visitFacts(host, visit),
		visit.lines.length
			? lineTable(host, visit)
			: h("p", { class: "wcrm-muted" }, __("The lines of this visit are not known.")),
		sums(host, visit),
		visit.acts.pay && payForm(host, visit, visit.modes, paid),
		visitActions(host, visit, customer),
	];
}

function stateBadges(host, visit) {
	const { status, outstanding, is_returned: isReturned } = visit;
	if (status !== "Submitted")
		return badge(visitStatusLabel(status), status === "Return" ? "warn" : "neutral");
	return [isReturned && badge(__("Returned"), "warn"), !isReturned && paidBadge(host, outstanding)];
}

/** @param {?number} outstanding null: nobody knows */
export function paidBadge(host, outstanding) {
	if (outstanding === null) return null;
	if (outstanding > 0) return badge(__("Open: {0}", [host.format.money(outstanding)]), "warn");
	return badge(__("Paid"), "good");
}

function visitFacts(host, visit) {
	return facts([
		[__("Service"), bdi(serviceLabel(host, visit.service_type, visit.service_type_ar) || __("Service"))],
		[__("Date"), host.format.date(visit.date)],
		[__("Car"), visit.plate && bdi(visit.plate)],
		[__("Odometer"), visit.odometer && __("{0} km", [host.format.number(visit.odometer)])],
		[__("Technician"), visit.technician && bdi(visit.technician)],
		[__("Service adviser"), visit.adviser && bdi(visit.adviser)],
		[__("Invoice"), code(visit.invoice)],
	]);
}

function lineTable(host, { lines }) {
	const { money, number } = host.format;
	return table({
		caption: __("What was done"),
		rows: lines,
		rowData: ({ item }) => ({ item }),
		stacks: true,
		columns: [
			{ label: __("Service"), head: true, cell: (line) => lineName(host, line) },
			{ label: __("Quantity"), number: true, cell: (line) => number(line.qty, QTY_DECIMALS) },
			{ label: __("Unit price"), number: true, cell: (line) => money(line.rate) },
			{ label: __("Amount"), number: true, cell: (line) => money(line.amount) },
		],
	});
}

/** With who worked on it, where that was somebody of its own, and the price before its discount. */
function lineName(host, line) {
	const about = [
		line.full_rate > line.rate && __("before the discount: {0}", [host.format.money(line.full_rate)]),
		line.technician && bdi(line.technician),
		line.adviser && bdi(line.adviser),
	].filter(Boolean);
	return [
		bdi(serviceLabel(host, line.name, line.name_ar)),
		about.length > 0 &&
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				about.map((part) => h("span", {}, part)),
			),
	];
}

function sums(host, visit) {
	const { money, points } = host.format;
	return facts([
		[__("Subtotal"), money(visit.subtotal)],
		[__("Discount"), visit.discount > 0 && money(-visit.discount)],
		[__("Tax"), visit.tax !== 0 && money(visit.tax)],
		[__("Rounding"), visit.rounding !== 0 && money(visit.rounding)],
		[__("Total with tax"), h("strong", {}, money(visit.total))],
		[__("Paid with points"), visit.redeem_amount > 0 && money(visit.redeem_amount)],
		...visit.payments.map(({ mode, amount }) => [mode ? __(mode) : __("Payment"), money(amount)]),
		[__("Open amount"), visit.outstanding > 0 && money(visit.outstanding)],
		[__("Points earned"), visit.points_earned > 0 && points(visit.points_earned)],
		[__("Points redeemed"), visit.points_redeemed > 0 && points(visit.points_redeemed)],
	]);
}
