"""The lines of a sale as a till sends them, priced: what ERPNext's own invoice does on the other host."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workshop_crm.core.common.money import Rounding
from workshop_crm.core.visits.lines import SaleLine
from workshop_crm.core.visits.prices import LinePrice, less_discount, line_price
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings


@dataclass(frozen=True, slots=True)
class Bill:
	"""Priced lines with their sums in money; `service_type` is that of the dearest line which has one.

	`discount` is before tax; `tax` is that of what is left.
	"""

	lines: Sequence[Record]
	subtotal: Decimal
	tax: Decimal
	service_type: str | None
	services: Sequence[str | None] = ()
	prices: Sequence[LinePrice] = ()
	discount: Decimal = Decimal(0)

	@property
	def total(self) -> Decimal:
		return self.subtotal - self.discount + self.tax

	def less(self, amount: Decimal, settings: Settings) -> Bill:
		"""The bill with `amount`, tax included, off its total."""
		total = self.total - amount
		net = settings.rounding.of(total / (1 + settings.vat_rate))
		return replace(self, discount=self.subtotal - net, tax=total - net)


def price(connection: sqlite3.Connection, lines: Sequence[SaleLine], settings: Settings) -> Bill:
	"""Raises NotFound for an unknown item."""
	rounding = settings.rounding
	items = [records.get(connection, "Item", line.item) for line in lines]
	prices = [_price(line, item, rounding) for line, item in zip(lines, items, strict=True)]
	rows = [_row(*one, rounding) for one in zip(lines, items, prices, strict=True)]
	services = [item["service_type"] for item in items]
	subtotal = sum((row["amount"] for row in rows), Decimal(0))
	dearest_first = sorted(zip(rows, services, strict=True), key=lambda pair: -pair[0]["amount"])
	return Bill(
		rows,
		subtotal,
		rounding.of(subtotal * settings.vat_rate),
		next((service for _row, service in dearest_first if service), None),
		services,
		prices,
	)


def _price(line: SaleLine, item: Record, rounding: Rounding) -> LinePrice:
	return less_discount(line_price(line, rounding.of(item["standard_rate"]), rounding), line, rounding)


def _row(line: SaleLine, item: Record, price: LinePrice, rounding: Rounding) -> Record:
	rate = price.rate - price.off
	return {
		"item_code": item["name"],
		"item_name": line.description,
		"qty": line.qty,
		"price_list_rate": price.rate,
		"rate": rate,
		"amount": rounding.of(line.qty * rate),
		"technician": line.technician or None,
		"adviser": line.adviser or None,
	}
