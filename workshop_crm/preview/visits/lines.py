"""The lines of a sale as a till sends them, priced: what ERPNext's own invoice does on the other host."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workshop_crm.core.common.money import Rounding
from workshop_crm.core.visits.lines import SaleLine
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings


@dataclass(frozen=True, slots=True)
class Bill:
	"""Priced lines with their sums in money; `service_type` is that of the dearest line which has one.

	`full` is what the lines come to before their own discounts. `discount` is before tax; `tax` is that of what is left.
	"""

	lines: Sequence[Record]
	subtotal: Decimal
	tax: Decimal
	service_type: str | None
	services: Sequence[str | None] = ()
	discount: Decimal = Decimal(0)
	full: Decimal = Decimal(0)

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
	priced = [_priced(connection, line, settings.rounding) for line in lines]
	subtotal = sum((line["amount"] for line, _service in priced), Decimal(0))
	dearest_first = sorted(priced, key=lambda pair: -pair[0]["amount"])
	return Bill(
		[line for line, _service in priced],
		subtotal,
		settings.rounding.of(subtotal * settings.vat_rate),
		next((service for _line, service in dearest_first if service), None),
		[service for _line, service in priced],
		full=sum((line["qty"] * line["price_list_rate"] for line, _service in priced), Decimal(0)),
	)


def _priced(connection: sqlite3.Connection, line: SaleLine, rounding: Rounding) -> tuple[Record, str | None]:
	item = records.get(connection, "Item", line.item)
	full = rounding.of(item["standard_rate"] if line.rate is None else line.rate)
	rate = full - line.discount.off(full, rounding)
	priced = {
		"item_code": item["name"],
		"item_name": line.description,
		"qty": line.qty,
		"price_list_rate": full,
		"rate": rate,
		"amount": rounding.of(line.qty * rate),
		"technician": line.technician or None,
		"adviser": line.adviser or None,
	}
	return priced, item["service_type"]
