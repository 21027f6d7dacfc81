"""Completing a service: a Sales Invoice with the car's reading, the customer's points and, where it is taken here, the payment.

What is not paid here stays open: it is taken afterwards as for any other invoice of ERPNext.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, today

from workshop_crm.core.common.errors import N_, Conflict, NotAllowed, missing
from workshop_crm.core.loyalty.model import Offer
from workshop_crm.core.loyalty.redemption import offer
from workshop_crm.core.loyalty.rewards.automatic import with_best
from workshop_crm.core.loyalty.rewards.model import RewardSale
from workshop_crm.core.loyalty.rewards.till import Chosen, Shelf
from workshop_crm.core.loyalty.rewards.view import chosen_view, till_view
from workshop_crm.core.loyalty.rows import receipt
from workshop_crm.core.visits.discount_limits import Given, check_limit, prices_view
from workshop_crm.core.visits.lines import SaleLine
from workshop_crm.core.visits.other_work import CODE
from workshop_crm.core.visits.payments import total_of
from workshop_crm.core.visits.prices import check_shown
from workshop_crm.core.visits.sale import CompletedSale, Sale, completed, with_points
from workshop_crm.core.visits.view import MAX_ITEMS, Bill, SaleItem, options_view, quote_view, receipt_view
from workshop_crm.services.loyalty import facts, posting
from workshop_crm.services.loyalty import redemption as loyalty_redemption
from workshop_crm.services.loyalty.rewards import automatic as by_itself
from workshop_crm.services.loyalty.rewards import on_invoice
from workshop_crm.services.loyalty.views import because
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.money import decimal, rounding
from workshop_crm.services.platform.permissions import require_customer, require_staff
from workshop_crm.services.platform.words import _
from workshop_crm.services.visits import list_prices, other_work, payments, people, pricing, visit_record
from workshop_crm.services.visits.visit import acts_of

INVOICE = "Sales Invoice"


def options() -> dict[str, Any]:
	"""What can be sold, with today's rates, and the service types."""
	require_staff()
	types = frappe.get_list("Service Type", {"disabled": 0}, ["name", "name_ar"], order_by="name", limit=0)
	named = [(row.name, row.name_ar or "") for row in types]
	return options_view(
		_items(),
		named,
		_people(),
		payments.modes(settings.company()),
		settings.currency(),
		rounding(),
		pricing.discount_limit(),
		other_work.item(),
	)


def own_rates(customer: str) -> dict[str, float]:
	"""By item, the rates of the customer's price list; without those that are the usual ones."""
	require_customer(customer)
	price_list = list_prices.own(customer)
	if not price_list:
		return {}
	items = _item_rows()
	usual, own = list_prices.shown(items), list_prices.of_list([row.name for row in items], price_list)
	money = rounding()
	return {
		item: money.number(decimal(rate))
		for item, rate in own.items()
		if decimal(rate) != decimal(usual[item])
	}


def quote(sale: Sale, automatic: bool = False) -> dict[str, Any]:
	"""The sale priced, with what may be redeemed on it and what it would earn. Nothing is written.

	`automatic`: nobody has chosen anything yet, so the best may go on by itself.
	"""
	require_customer(sale.customer)
	return with_best(
		_quote(sale),
		lambda: automatic and by_itself.is_wanted(sale.customer, settings.company()),
		lambda best: _quote(with_points(sale, best.reward, best.code, best.points)),
	)


def _quote(sale: Sale) -> dict[str, Any]:
	invoice, given = _invoice(sale)
	if not invoice.has_permission("create"):
		raise NotAllowed(N_("You may not open {record}."), record=invoice.company)
	known, before, chosen = _with_reward(invoice)
	visit_record.prepare(invoice)
	offered = _offer(invoice, sale, chosen)
	return {
		**quote_view(_bill(invoice, before), offered, invoice.currency, rounding(), because(offered.award)),
		**prices_view(given, pricing.discount_limit(), rounding()),
		**till_view(known, before, chosen, getdate(), rounding(), _),
	}


def complete(sale: Sale, before: Callable[[], None] | None = None) -> dict[str, Any]:
	"""Submit the invoice; the same request again gives the same result and writes nothing.

	`before` may refuse a sale that is not made yet.
	"""
	require_customer(sale.customer)
	name = completed(sale, _known(sale))
	if name is None:
		name = (_completed_meanwhile(sale, before) if before else None) or _submit(sale)
	return _receipt(frappe.get_doc(INVOICE, name))


def _completed_meanwhile(sale: Sale, before: Callable[[], None]) -> str | None:
	"""The invoice that the same request has made while this one waited for its basket in `before`."""
	try:
		before()
	except Conflict:
		# The lock's read sees what this transaction, begun before, does not.
		name = completed(sale, _known(sale, latest=True))
		if not name:
			raise
		frappe.db.rollback()
		return name
	return None


def _item_rows() -> list[frappe._dict]:
	return frappe.get_list(
		"Item",
		filters={
			"name": ("!=", CODE),
			"disabled": 0,
			"is_sales_item": 1,
			"has_variants": 0,
			"is_fixed_asset": 0,
		},
		fields=["name", "item_name", "item_name_ar", "standard_rate", "service_type"],
		order_by="service_type desc, item_name",
		limit=MAX_ITEMS,
	)


def _items() -> list[SaleItem]:
	rows = _item_rows()
	rates = list_prices.shown(rows)
	return [
		SaleItem(row.name, row.item_name, row.item_name_ar or "", decimal(rates[row.name]), row.service_type)
		for row in rows
	]


def _people() -> list[str]:
	"""Technicians and advisers, as far as the user may see them."""
	if not frappe.has_permission(people.SALES_PERSON, "read"):
		return []
	return frappe.get_list(people.SALES_PERSON, {"enabled": 1, "is_group": 0}, pluck="name", limit=0)


def _invoice(sale: Sale) -> tuple[Document, Given]:
	"""An unsaved invoice with ERPNext's own prices, taxes and accounts filled in, and what is taken off it by hand."""
	if sale.vehicle and not frappe.db.exists("Vehicle", sale.vehicle):
		raise missing(sale.vehicle)
	invoice = frappe.new_doc(INVOICE)
	invoice.company = settings.company()
	invoice.currency = settings.currency(invoice.company)
	invoice.customer = sale.customer
	invoice.selling_price_list = list_prices.of_customer(sale.customer)
	invoice.update_stock = 0
	invoice.is_pos = 0
	invoice.posting_date = invoice.due_date = today()
	invoice.vehicle = sale.vehicle
	invoice.odometer = sale.odometer
	invoice.odometer_reason = sale.odometer_reason or None
	invoice.workshop_request_id = sale.key or None
	invoice.workshop_request_digest = sale.digest
	for line in sale.lines:
		invoice.append("items", _invoice_line(line))
	invoice.set_missing_values()
	# As the desk's form does; ERPNext's server takes those of a Tax Rule alone.
	invoice.set_taxes()
	prices = pricing.put_prices(invoice, sale)
	people.put_people(invoice, sale)
	given = pricing.put_discounts(invoice, sale, prices)
	invoice.loyalty_reward = sale.reward or None
	invoice.reward_code = sale.reward_code or None
	invoice.redeem_loyalty_points = int(sale.redeem_points != 0)
	invoice.loyalty_points = sale.redeem_points
	# What the till sends was seen there: nothing is put on behind it.
	invoice.reward_left_out = 1
	loyalty_redemption.prepare(invoice)
	return invoice, given


def _invoice_line(line: SaleLine) -> dict[str, Any]:
	if not frappe.db.exists("Item", line.item):
		raise missing(line.item)
	row: dict[str, Any] = {"item_code": line.item, "qty": float(line.qty)}
	if line.item == CODE and line.qty % 1:
		row["uom"] = other_work.unit_of_parts()
	if line.description:
		row |= {"item_name": line.description, "description": line.description}
	return row


def _known(sale: Sale, latest: bool = False) -> CompletedSale | None:
	found = frappe.db.get_value(
		INVOICE,
		{"workshop_request_id": sale.key},
		["name", "customer", "workshop_request_digest", "docstatus"],
		as_dict=True,
		for_update=latest,
	)
	if not found:
		return None
	return CompletedSale(
		found.name, found.customer, found.workshop_request_digest or "", found.docstatus == 2
	)


def _submit(sale: Sale) -> str:
	invoice, given = _invoice(sale)
	check_limit(given, pricing.discount_limit(), rounding())
	check_shown(sale.lines, given.lines, rounding())
	if sale.redeem_points or sale.reward or sale.reward_code:
		_known_shelf, _before, chosen = _with_reward(invoice)
		_offer(invoice, sale, chosen)
	try:
		invoice.insert()
	except frappe.UniqueValidationError:
		# The same request came twice at once: the other one has committed it.
		frappe.db.rollback()
		frappe.clear_messages()
		name = completed(sale, _known(sale))
		if not name:
			raise
		return name
	invoice.submit()
	if sale.payments:
		due = decimal(frappe.db.get_value(INVOICE, invoice.name, "outstanding_amount"))
		payments.take(invoice, sale.payments, due)
	return invoice.name


def _with_reward(invoice: Document) -> tuple[Shelf, RewardSale, Chosen | None]:
	"""The invoice calculated with its reward, and what it was without."""
	known, before = on_invoice.before_reward(invoice)
	chosen = on_invoice.put_on(invoice, known, before)
	if chosen:
		invoice.calculate_taxes_and_totals()
	return known, before, chosen


def _bill(invoice: Document, before: RewardSale) -> Bill:
	by_hand = invoice.flags.net_by_price - before.net if invoice.flags.by_hand else Decimal(0)
	return Bill(
		before.net + by_hand,
		decimal(invoice.base_total_taxes_and_charges),
		loyalty_redemption.payable(invoice),
		before.net - decimal(invoice.base_net_total),
		by_hand,
	)


def _offer(invoice: Document, sale: Sale, chosen: Chosen | None) -> Offer:
	"""Raises InvalidInput when the points may not be redeemed, in words that ERPNext's own checks do not have."""
	program, entries = posting.program_and_rows(invoice)
	return offer(
		program,
		entries,
		sale.customer,
		decimal(invoice.base_grand_total),
		loyalty_redemption.payable(invoice),
		sale.redeem_points,
		facts.of_sale(invoice, program.rules if program else ()),
		chosen.cost if chosen else 0,
	)


def _receipt(invoice: Document) -> dict[str, Any]:
	program, entries = posting.program_and_rows(invoice)
	sold = posting.facts_of(invoice)
	points = receipt(program, entries, sold, getdate())
	payable = loyalty_redemption.payable(invoice)
	return {
		**receipt_view(
			invoice.name,
			payable,
			decimal(invoice.loyalty_amount),
			total_of(payments.of_invoice(invoice)),
			points,
			rounding(),
			because(points.award),
		),
		"reward": chosen_view(on_invoice.of_invoice(invoice), rounding()),
		"acts": acts_of(invoice, sold),
	}
