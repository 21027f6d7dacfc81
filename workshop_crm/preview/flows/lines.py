"""The lines of a sale as a till sends them, priced: what ERPNext's own invoice does on the other host."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from workshop_crm.core.visits.lines import SaleLine, read_lines
from workshop_crm.preview import records
from workshop_crm.preview.money import rounded
from workshop_crm.preview.records import Record


@dataclass(frozen=True, slots=True)
class Bill:
	"""Priced lines with their sums in money; `service_type` is that of the dearest line which has one."""

	lines: Sequence[Record]
	subtotal: Decimal
	tax: Decimal
	service_type: str | None

	@property
	def total(self) -> Decimal:
		return self.subtotal + self.tax


def price(connection: sqlite3.Connection, lines: Sequence[object], vat_rate: Decimal) -> Bill:
	"""Raises InvalidInput for lines that cannot be sold, NotFound for an unknown item."""
	priced = [_priced(connection, line) for line in read_lines(lines)]
	subtotal = sum((line["amount"] for line, _service in priced), Decimal(0))
	dearest_first = sorted(priced, key=lambda pair: -pair[0]["amount"])
	return Bill(
		[line for line, _service in priced],
		subtotal,
		rounded(subtotal * vat_rate),
		next((service for _line, service in dearest_first if service), None),
	)


def _priced(connection: sqlite3.Connection, line: SaleLine) -> tuple[Record, str | None]:
	item = records.get(connection, "Item", line.item)
	rate = rounded(item["standard_rate"] if line.rate is None else line.rate)
	priced = {"item_code": item["name"], "qty": line.qty, "rate": rate, "amount": rounded(line.qty * rate)}
	return priced, item["service_type"]
