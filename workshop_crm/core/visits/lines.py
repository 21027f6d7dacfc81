"""The lines of a sale as a till sends them, checked before any host prices them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.errors import N_, InvalidInput, about
from workshop_crm.core.common.fields import exact_number, one_line
from workshop_crm.core.visits.discounts import NO_DISCOUNT, Discount, read_discount

MAX_LINES = 200
MAX_NUMBER = Decimal(10_000_000)
MAX_QTY_DECIMALS = 3
"""As many as ERPNext keeps of a quantity."""


@dataclass(frozen=True, slots=True)
class SaleLine:
	"""`rate` is the price of one unit before tax and before its discount: as somebody has typed it, or with `is_listed` as
	the screen shows it for the price list's; None leaves it to the price list.

	`description` stands in place of the item's name. `technician` and `adviser` are Sales Persons; where they are empty, those
	of the whole sale did it.
	"""

	item: str
	qty: Decimal
	rate: Decimal | None
	description: str = ""
	discount: Discount = NO_DISCOUNT
	technician: str = ""
	adviser: str = ""
	is_listed: bool = False

	@property
	def typed_rate(self) -> Decimal | None:
		"""The price that stands whatever the price list says; None where nobody has typed one."""
		return None if self.is_listed else self.rate


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
	qty = _quantity(line.get("qty", 1), item)
	rate = line.get("rate")
	with about("description"):
		description = one_line(line.get("description"))
	return SaleLine(
		item,
		qty,
		None if rate is None else _number(rate, item),
		description,
		read_discount(line),
		one_line(line.get("technician")),
		one_line(line.get("adviser")),
		line.get("is_listed") is True,
	)


def _quantity(value: object, item: str) -> Decimal:
	qty = _number(value, item)
	if qty <= 0:
		raise InvalidInput(N_("The quantity of {item} must be more than zero."), item=item)
	if qty != round(qty, MAX_QTY_DECIMALS):
		raise InvalidInput(
			N_("Enter the quantity of {item} with at most {decimals} decimals."),
			item=item,
			decimals=MAX_QTY_DECIMALS,
		)
	return qty


def line_record(line: SaleLine) -> dict[str, Any]:
	"""What `read_lines` reads, without what is empty; numbers are texts, so that every decimal survives."""
	values = {
		"item": line.item,
		"qty": f"{line.qty:f}",
		"rate": None if line.rate is None else f"{line.rate:f}",
	}
	more = {
		"description": line.description,
		"discount_percent": _written(line.discount.percent),
		"discount_amount": _written(line.discount.amount),
		"technician": line.technician,
		"adviser": line.adviser,
		"is_listed": line.is_listed,
	}
	return {**values, **{name: value for name, value in more.items() if value}}


def line_view(line: SaleLine) -> dict[str, Any]:
	"""The same for a till, with numbers as numbers."""
	numbers = ("qty", "rate", "discount_percent", "discount_amount")
	return {
		name: float(value) if name in numbers and value is not None else value
		for name, value in line_record(line).items()
	}


def _written(number: Decimal) -> str:
	return f"{number:f}" if number else ""


def _number(value: object, item: str) -> Decimal:
	number = exact_number(value)
	if number is None or not 0 <= number <= MAX_NUMBER:
		raise InvalidInput(
			N_("{value} cannot be a quantity or a rate of {item}."), value=str(value)[:40], item=item
		)
	return number
