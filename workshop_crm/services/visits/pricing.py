"""Prices and discounts of a sale's lines on ERPNext's own invoice, before anything is taken off by points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import frappe
from frappe.model.document import Document

from workshop_crm.core.visits.discount_limits import Given, counts_prices, limit_of
from workshop_crm.core.visits.discounts import NO_DISCOUNT
from workshop_crm.core.visits.lines import SaleLine
from workshop_crm.core.visits.prices import LinePrice, less_discount, line_price
from workshop_crm.core.visits.sale import Sale
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.money import decimal, rounding
from workshop_crm.services.platform.permissions import can_manage
from workshop_crm.services.visits import list_prices


def discount_limit() -> Decimal:
	"""The most in percent that the user may take off a sale."""
	return limit_of(frappe.get_roles(), settings.discount_limits(), can_manage())


def sold_rows(invoice: Document, sale: Sale) -> Iterable[tuple[Document, SaleLine]]:
	"""The invoice's rows with the lines that they are of; what a Pricing Rule gives away stands behind them."""
	return zip((row for row in invoice.items if not row.is_free_item), sale.lines, strict=True)


def put_prices(invoice: Document, sale: Sale) -> list[LinePrice]:
	"""Charge what each line costs this customer, or the price that was typed in its place: that one stands.

	ERPNext has filled in the invoice's values, without any price of the till.
	"""
	_price_unlisted(invoice, sale)
	invoice.calculate_taxes_and_totals()
	money = rounding()
	prices = [
		line_price(line, decimal(row.rate), money, _rule(row)) for row, line in sold_rows(invoice, sale)
	]
	typed = [
		(row, price.rate)
		for (row, _line), price in zip(sold_rows(invoice, sale), prices, strict=True)
		if price.rate != decimal(row.rate)
	]
	if any(row.pricing_rules for row, _rate in typed):
		_keep_prices(invoice)
	for row, rate in typed:
		_charge(row, rate)
	return prices


def put_discounts(invoice: Document, sale: Sale, prices: Sequence[LinePrice]) -> Given:
	"""Take what was given by hand off the lines and off the whole. Raises InvalidInput for more than there is to pay.

	`flags.by_hand` is what goes off the whole, by hand or by a Pricing Rule, and `flags.net_by_price` what the lines come to
	without tax before it does.
	"""
	money = rounding()
	lines = [less_discount(*pair, money) for pair in zip(prices, sale.lines, strict=True)]
	if any(price.off for price in lines):
		_keep_prices(invoice)
	for (row, _line), price in zip(sold_rows(invoice, sale), lines, strict=True):
		_discount_row(row, price.off)
	counts = counts_prices(settings.discount_limits(), discount_limit())
	invoice.flags.by_hand = Decimal(0)
	_settle_rules_of_the_whole(invoice, sale)
	if sale.discount == NO_DISCOUNT:
		return Given(lines, counts_prices=counts)
	invoice.calculate_taxes_and_totals()
	invoice.flags.net_by_price = decimal(invoice.base_net_total)
	total = decimal(invoice.base_grand_total)
	if off := sale.discount.off(total, money):
		invoice.flags.by_hand = off
		invoice.apply_discount_on = "Grand Total"
		invoice.discount_amount = float(off)
	return Given(lines, total, off, counts)


def _price_unlisted(invoice: Document, sale: Sale) -> None:
	"""Give lines of which the customer's price list knows nothing the price that a till shows for them."""
	unpriced = [row for row, _line in sold_rows(invoice, sale) if not row.rate and not row.price_list_rate]
	if not unpriced:
		return
	listed = list_prices.of_list([row.item_code for row in unpriced], invoice.selling_price_list)
	unlisted = {row.item_code for row in unpriced} - listed.keys()
	found = frappe.get_all("Item", {"name": ("in", list(unlisted))}, ["name", "standard_rate"], order_by=None)
	rates = list_prices.shown(found)
	for row in unpriced:
		row.rate = rates.get(row.item_code, row.rate)


def _rule(row: Document) -> str:
	"""The titles of the Pricing Rules that have made the price of the row."""
	from erpnext.accounts.doctype.pricing_rule.utils import get_applied_pricing_rules

	fields = ["title", "price_or_product_discount"]
	rules = [
		frappe.get_cached_value("Pricing Rule", name, fields)
		for name in get_applied_pricing_rules(row.pricing_rules)
	]
	return ", ".join(title for title, kind in rules if kind == "Price") if row.price_list_rate else ""


def _charge(row: Document, rate: Decimal) -> None:
	"""A price that was typed, in the place of the row's own and of what made it."""
	row.rate = float(rate)
	row.discount_percentage = row.discount_amount = row.margin_rate_or_amount = 0
	row.margin_type = None
	if not rate:
		# Where ERPNext knows the price of the list, it would charge that.
		row.price_list_rate = 0


def _settle_rules_of_the_whole(invoice: Document, sale: Sale) -> None:
	"""Show what a Pricing Rule for whole invoices takes off, which ERPNext does on saving.

	It would put that in the place of a discount or a reward that somebody has chosen: then those stand.
	"""
	from erpnext.accounts.doctype.pricing_rule.utils import apply_pricing_rule_on_transaction

	rules = {"apply_on": "Transaction", "selling": 1, "disable": 0}
	if invoice.ignore_pricing_rule or not frappe.db.exists("Pricing Rule", rules):
		return
	if sale.discount != NO_DISCOUNT or sale.reward or sale.reward_code:
		_keep_prices(invoice)
		return
	invoice.calculate_taxes_and_totals()
	net, total = decimal(invoice.base_net_total), decimal(invoice.base_grand_total)
	apply_pricing_rule_on_transaction(invoice)
	invoice.flags.net_by_price = net
	invoice.flags.by_hand = total - decimal(invoice.base_grand_total)


def _keep_prices(invoice: Document) -> None:
	"""Pricing Rules have been applied: once more, on saving, they would take the place of what was done by hand."""
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
