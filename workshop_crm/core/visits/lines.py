"""The lines of a sale as a till sends them, checked before any host prices them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from workshop_crm.core.common.errors import N_, InvalidInput

MAX_LINES = 200
MAX_NUMBER = Decimal(10_000_000)


@dataclass(frozen=True, slots=True)
class SaleLine:
	"""`rate` is the price of one unit before tax; None leaves it to the price list."""

	item: str
	qty: Decimal
	rate: Decimal | None


def read_lines(raw: Sequence[object]) -> list[SaleLine]:
	"""Raises InvalidInput for no line, too many lines, and lines that nobody could sell."""
	if not raw:
		raise InvalidInput(N_("Add at least one item to the sale."))
	if len(raw) > MAX_LINES:
		raise InvalidInput(N_("A sale has at most {most} lines. Split it."), most=MAX_LINES)
	return [_read_line(line) for line in raw]


def _read_line(line: object) -> SaleLine:
	item = line.get("item") if isinstance(line, Mapping) else None
	if not isinstance(line, Mapping) or not isinstance(item, str) or not item:
		raise InvalidInput(N_("Every line needs an item, a quantity and a rate."))
	qty = _number(line.get("qty", 1), item)
	if qty <= 0:
		raise InvalidInput(N_("The quantity of {item} must be more than zero."), item=item)
	rate = line.get("rate")
	return SaleLine(item, qty, None if rate is None else _number(rate, item))


def _number(value: object, item: str) -> Decimal:
	try:
		number = Decimal(str(value))
	except InvalidOperation:
		number = Decimal("NaN")
	if isinstance(value, bool) or not number.is_finite() or not 0 <= number <= MAX_NUMBER:
		raise InvalidInput(
			N_("{value} cannot be a quantity or a rate of {item}."), value=str(value)[:40], item=item
		)
	return number
