"""Discounts, descriptions and people of a sale's lines on ERPNext's own invoice, before anything is taken off by points."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import frappe
from frappe.model.document import Document

from workshop_crm.core.common.errors import missing
from workshop_crm.core.visits.discounts import (
	NO_DISCOUNT,
	Given,
	check_limit,
	counts_prices,
	full_price,
	limit_of,
)
from workshop_crm.core.visits.lines import SaleLine
from workshop_crm.core.visits.people import Worked, adviser_shares, technician_of_visit
from workshop_crm.core.visits.sale import Sale
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.money import decimal, rounding
from workshop_crm.services.platform.permissions import can_manage
from workshop_crm.services.visits import list_prices

SALES_PERSON = "Sales Person"


def discount_limit() -> Decimal:
	"""The most in percent that the user may take off a sale."""
	return limit_of(frappe.get_roles(), settings.discount_limits(), can_manage())


def put_discounts(invoice: Document, sale: Sale) -> None:
	"""Take what was given by hand off the lines and off the whole. Raises InvalidInput for more than the user may give.

	The invoice has its prices already. `flags.by_hand` is what goes off the whole, and `flags.net_by_price` what the
	lines come to without tax before it does.
	"""
	invoice.flags.by_hand = Decimal(0)
	limit = discount_limit()
	prices_count = counts_prices(settings.discount_limits(), limit)
	has_discount = sale.discount != NO_DISCOUNT or any(line.discount != NO_DISCOUNT for line in sale.lines)
	if not has_discount and not prices_count:
		return
	typed, full = _worth(invoice, sale), _full_worth(invoice, sale, prices_count)
	if any(line.discount != NO_DISCOUNT for line in sale.lines):
		_keep_prices(invoice)
	for row, line in _pairs(invoice, sale):
		_discount_row(row, line.discount.off(decimal(row.rate), rounding()))
	invoice.calculate_taxes_and_totals()
	invoice.flags.net_by_price = decimal(invoice.base_net_total)
	total = decimal(invoice.base_grand_total)
	off = sale.discount.off(total, rounding())
	check_limit(Given(full, _worth(invoice, sale), total, off, typed < full), limit, rounding())
	if off:
		invoice.flags.by_hand = off
		invoice.apply_discount_on = "Grand Total"
		invoice.discount_amount = float(off)


def put_people(invoice: Document, sale: Sale) -> None:
	"""Who worked and advised on each line, and on the whole: the advisers in the place of the customer's own sales team."""
	own = {name for line in sale.lines for name in (line.technician, line.adviser)}
	for person in sorted({*own, sale.technician or "", sale.adviser or ""} - {""}):
		if not frappe.db.exists(SALES_PERSON, person):
			raise missing(person)
	worked = list(_worked(invoice, sale))
	for row, line in _pairs(invoice, sale):
		row.technician, row.adviser = line.technician or None, line.adviser or None
	invoice.technician = technician_of_visit(worked) or None
	if shares := adviser_shares(worked):
		team = [{"sales_person": name, "allocated_percentage": float(share)} for name, share in shares]
		invoice.set("sales_team", team)


def _worked(invoice: Document, sale: Sale) -> Iterable[Worked]:
	for row, line in _pairs(invoice, sale):
		yield Worked(
			line.qty * decimal(row.rate),
			line.technician or sale.technician or "",
			line.adviser or sale.adviser or "",
		)


def _worth(invoice: Document, sale: Sale) -> Decimal:
	return sum((line.qty * decimal(row.rate) for row, line in _pairs(invoice, sale)), Decimal(0))


def _full_worth(invoice: Document, sale: Sale, prices_count: bool) -> Decimal:
	"""What the lines come to without any discount."""
	listed = _listed(invoice) if prices_count else {}
	return sum(
		(
			line.qty * full_price(decimal(row.rate), None if line.rate is None else listed.get(row.item_code))
			for row, line in _pairs(invoice, sale)
		),
		Decimal(0),
	)


def _listed(invoice: Document) -> dict[str, Decimal]:
	"""What the till shows as the price of each item, without those whose price a Pricing Rule has made."""
	codes = {row.item_code for row in invoice.items if not row.pricing_rules}
	items = frappe.get_all("Item", {"name": ("in", list(codes))}, ["name", "standard_rate"], order_by=None)
	return {code: decimal(rate) for code, rate in list_prices.shown(items).items()}


def _keep_prices(invoice: Document) -> None:
	"""Pricing Rules have been applied: once more, on saving, they would take the place of what was given by hand."""
	invoice.ignore_pricing_rule = 1
	for row in invoice.items:
		row.pricing_rules = ""


def _discount_row(row: Document, off: Decimal) -> None:
	"""ERPNext's own columns: the price before, the price now, and the difference."""
	if not off:
		return
	full = decimal(row.rate)
	row.price_list_rate = float(full)
	row.rate = float(full - off)
	row.discount_amount = float(off)
	row.discount_percentage = float(off * 100 / full)


def _pairs(invoice: Document, sale: Sale) -> Iterable[tuple[Document, SaleLine]]:
	"""What a Pricing Rule gives away stands behind the lines of the sale."""
	return zip((row for row in invoice.items if not row.is_free_item), sale.lines, strict=True)
