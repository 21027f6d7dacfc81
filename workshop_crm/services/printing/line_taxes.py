"""The taxes of an invoice as its paper shows them: each by itself, and their part of every line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from frappe.model.document import Document
from frappe.utils import cint, strip_html

from workshop_crm.core.printing.facts import TaxFact
from workshop_crm.core.printing.shares import share_out
from workshop_crm.services.platform.money import decimal


def taxes(invoice: Document) -> Iterator[TaxFact]:
	"""Those that come to something; a rate that the name says already is not said again."""
	for tax in invoice.taxes:
		if _tax_amount(tax):
			name = strip_html(tax.description or tax.account_head)
			has_rate = any(character.isdigit() for character in name)
			yield TaxFact(name, _tax_amount(tax), None if has_rate else decimal(tax.rate) or None)


def taxes_by_line(invoice: Document) -> list[Decimal]:
	"""Each tax shared out over the lines by what ERPNext noted for their items, so that they add up to it."""
	found = [Decimal(0) for _row in invoice.items]
	parts_of_item = _parts_of_item(invoice)
	for tax in invoice.taxes:
		details = _details(tax)
		weights = [
			details[item_of(row)][1] * part if item_of(row) in details else Decimal(0)
			for row, part in zip(invoice.items, parts_of_item, strict=True)
		]
		shares = share_out(_tax_amount(tax), weights, cint(invoice.precision("grand_total")))
		found = [before + share for before, share in zip(found, shares, strict=True)]
	return found


def _parts_of_item(invoice: Document) -> list[Decimal]:
	"""For each line its part of what the lines of the same item cost together, 0..1."""
	of_item: dict[str, Decimal] = {}
	for row in invoice.items:
		of_item[item_of(row)] = of_item.get(item_of(row), Decimal(0)) + decimal(row.net_amount)
	return [
		decimal(row.net_amount) / of_item[item_of(row)] if of_item[item_of(row)] else Decimal(0)
		for row in invoice.items
	]


def rates_by_item(invoice: Document) -> dict[str, Decimal]:
	"""Item -> all its taxes together, in percent."""
	rates: dict[str, Decimal] = {}
	for tax in invoice.taxes:
		for item, (rate, _amount) in _details(tax).items():
			rates[item] = rates.get(item, Decimal(0)) + rate
	return rates


def _details(tax: Document) -> dict[str, tuple[Decimal, Decimal]]:
	"""Item -> (rate in percent, amount in the company's currency) of one tax."""
	found = json.loads(tax.item_wise_tax_detail or "{}")
	return {
		item: (decimal(detail[0]), decimal(detail[1]))
		for item, detail in found.items()
		if isinstance(detail, list)
	}


def item_of(row: Document) -> str:
	"""What ERPNext notes the tax of a line under."""
	return row.item_code or row.item_name


def _tax_amount(tax: Document) -> Decimal:
	return decimal(tax.tax_amount_after_discount_amount or tax.tax_amount)
