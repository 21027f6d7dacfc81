"""What one unit of a line costs: by itself, for this customer, and as it is charged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.money import Rounding
from workshop_crm.core.visits.lines import SaleLine


@dataclass(frozen=True, slots=True)
class LinePrice:
	"""`rate` is charged for one unit, before tax and before the line's discount, which takes `off` of each unit.

	`listed` is the customer's own price, which is charged where nobody types one: of their price list, after the pricing
	rules that `rule` names. It is None for what is on no list.
	"""

	qty: Decimal
	rate: Decimal
	listed: Decimal | None
	off: Decimal = Decimal(0)
	rule: str = ""

	def full(self, counts_prices: bool) -> Decimal:
		"""What discounts are counted from; a price above the list's is none. `counts_prices`: one below it is one."""
		return max(self.rate, self.listed or Decimal(0)) if counts_prices else self.rate

	def is_lowered(self, counts_prices: bool) -> bool:
		"""Whether the price is below the list's, and that counts."""
		return self.full(counts_prices) > self.rate

	def percent_off(self, counts_prices: bool) -> Decimal:
		"""What the line's price and its discount take off together, in percent."""
		full = self.full(counts_prices)
		return (full - self.rate + self.off) * 100 / full if full else Decimal(0)


def line_price(line: SaleLine, own: Decimal, rounding: Rounding, rule: str = "") -> LinePrice:
	"""`own` is what a unit costs where nobody types a price; nothing where it is on no list."""
	typed = line.typed_rate
	return LinePrice(line.qty, own if typed is None else rounding.of(typed), own or None, rule=rule)


def less_discount(price: LinePrice, line: SaleLine, rounding: Rounding) -> LinePrice:
	"""Raises InvalidInput for a discount of more than the price."""
	return replace(price, off=line.discount.off(price.rate, rounding))


def check_shown(lines: Iterable[SaleLine], prices: Iterable[LinePrice], rounding: Rounding) -> None:
	"""Raise InvalidInput where the price list's price is no longer the one that the screen shows."""
	for line, price in zip(lines, prices, strict=True):
		shown = line.rate if line.is_listed else None
		if shown is not None and rounding.of(shown) != rounding.of(price.rate):
			raise InvalidInput(
				N_(
					"{item} costs {now} now instead of {shown}. Look at the total and complete the service again."
				),
				item=line.description or line.item,
				now=rounding.of(price.rate),
				shown=rounding.of(shown),
			).at("rate")
