"""The lines of a sale as a till sends them, priced: what ERPNext's own invoice does on the other host."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.preview.money import rounded, to_decimal, to_hundredths
from workshop_crm.preview.store import catalogue
from workshop_crm.preview.store.invoices import Line

MOST_LINES = 200
HIGHEST_NUMBER = Decimal(10_000_000)


@dataclass(frozen=True, slots=True)
class Bill:
	"""Priced lines with their sums in money; `service_type` is that of the dearest line which has one."""

	lines: Sequence[Line]
	subtotal: Decimal
	tax: Decimal
	service_type: str | None

	@property
	def total(self) -> Decimal:
		return self.subtotal + self.tax


def price(connection: sqlite3.Connection, lines: Sequence[object], vat_rate: Decimal) -> Bill:
	"""Raises InvalidInput for lines that cannot be sold, NotFound for an unknown item."""
	if not lines:
		raise InvalidInput(N_("Add at least one item to the sale."))
	if len(lines) > MOST_LINES:
		raise InvalidInput(N_("A sale has at most {most} lines. Split it."), most=MOST_LINES)
	priced = [_priced(connection, line) for line in lines]
	subtotal = sum((to_decimal(line.amount) for line, _service in priced), Decimal(0))
	dearest_first = sorted(priced, key=lambda pair: -pair[0].amount)
	return Bill(
		[line for line, _service in priced],
		subtotal,
		rounded(subtotal * vat_rate),
		next((service for _line, service in dearest_first if service), None),
	)


def _priced(connection: sqlite3.Connection, line: object) -> tuple[Line, str | None]:
	if not isinstance(line, dict) or not isinstance(line.get("item"), str):
		raise InvalidInput(N_("Every line needs an item, a quantity and a rate."))
	item = catalogue.read_item(connection, line["item"])
	qty = _number(line.get("qty", 1), item.item_name)
	rate = rounded(_number(line.get("rate", to_decimal(item.rate)), item.item_name))
	if qty <= 0:
		raise InvalidInput(N_("The quantity of {item} must be more than zero."), item=item.item_name)
	return Line(item.name, qty, to_hundredths(rate), to_hundredths(qty * rate)), item.service_type


def _number(value: object, item: str) -> Decimal:
	try:
		number = Decimal(str(value))
	except InvalidOperation:
		number = Decimal("NaN")
	if isinstance(value, bool) or not number.is_finite() or not 0 <= number <= HIGHEST_NUMBER:
		raise InvalidInput(
			N_("{value} cannot be a quantity or a rate of {item}."), value=str(value)[:40], item=item
		)
	return number
