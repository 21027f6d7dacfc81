"""How much of a sale's price a role may take off by hand, and what the till is told of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.money import Rounding
from workshop_crm.core.visits.discounts import ALL
from workshop_crm.core.visits.prices import LinePrice

TWO_DECIMALS = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Given:
	"""What is taken off a sale by hand: `lines` less their discounts, and `off` the `total` with tax that is left then.

	`counts_prices`: a price below the list's is a discount, too.
	"""

	lines: Sequence[LinePrice]
	total: Decimal = Decimal(0)
	off: Decimal = Decimal(0)
	counts_prices: bool = False

	@property
	def full(self) -> Decimal:
		"""What the lines come to before tax and without any discount."""
		return _sum(line.qty * line.full(self.counts_prices) for line in self.lines)

	@property
	def percent(self) -> Decimal:
		"""What all discounts together take off, in percent of the full price."""
		full, left = self.full, _sum(line.qty * (line.rate - line.off) for line in self.lines)
		of_lines = left / full if full else Decimal(1)
		of_whole = 1 - self.off / self.total if self.total else Decimal(1)
		return (1 - of_lines * of_whole) * ALL

	@property
	def is_below_list(self) -> bool:
		"""Whether a price was lowered, which counts."""
		return any(line.is_lowered(self.counts_prices) for line in self.lines)


def limit_of(roles: Collection[str], limits: Iterable[tuple[str, Decimal]], manages: bool) -> Decimal:
	"""The most, in percent of a sale, that a user with these roles may take off.

	`limits` are the rows of the settings, a role with its percentage: the highest of the user's roles counts, and
	without any it is nothing. Who manages the workshop has no limit.
	"""
	if manages:
		return ALL
	return max((percent for role, percent in limits if role in roles), default=Decimal(0))


def counts_prices(limits: Collection[tuple[str, Decimal]], limit: Decimal) -> bool:
	"""Whether a price below the list's is a discount too: only where the settings limit discounts, and for whom they do."""
	return bool(limits) and limit < ALL


def check_limits(limits: Sequence[tuple[str, Decimal]]) -> None:
	"""Raise InvalidInput for rows of the settings of which a role has two, or a percentage that is none."""
	if len({role for role, _percent in limits}) < len(limits):
		raise InvalidInput(N_("Each role has one row among the discounts."))
	if any(not 0 <= percent <= ALL for _role, percent in limits):
		raise InvalidInput(N_("A discount is from 0 to 100%."))


def is_beyond(given: Given, limit: Decimal, rounding: Rounding) -> bool:
	"""Whether more is taken off than the user may. What rounding adds is no discount."""
	allowed = given.full * limit / ALL + rounding.half * 2
	return given.full * given.percent / ALL > allowed


def check_limit(given: Given, limit: Decimal, rounding: Rounding) -> None:
	"""Raise InvalidInput where more is taken off than the user may."""
	if not is_beyond(given, limit, rounding):
		return
	if given.is_below_list:
		raise InvalidInput(
			N_(
				"The prices and discounts are {given}% below the list price; you may go at most {limit}% below it."
				" Ask a manager, or charge more."
			),
			limit=_two_decimals(limit),
			given=_two_decimals(given.percent),
		).at("discount")
	if not limit:
		raise InvalidInput(N_("You may not give a discount. Ask a manager, or leave it out.")).at("discount")
	raise InvalidInput(
		N_("You may take at most {limit}% off a sale; this is {given}%. Ask a manager, or give less."),
		limit=_two_decimals(limit),
		given=_two_decimals(given.percent),
	).at("discount")


def prices_view(given: Given, limit: Decimal, rounding: Rounding) -> dict[str, Any]:
	"""The price of each line, and what is taken off by hand, in percent.

	Where it is more than the user may, what is to be corrected is marked: of a line by `beyond`, which is "price" or
	"discount", of the whole by `is_whole_beyond`.
	"""
	beyond = is_beyond(given, limit, rounding)
	return {
		"lines": [
			_line_view(line, given.counts_prices, limit if beyond else ALL, rounding) for line in given.lines
		],
		"by_hand_percent": _shown(given.percent),
		"limit_percent": float(limit),
		"is_beyond": beyond,
		"is_whole_beyond": beyond and given.off > 0,
	}


def _line_view(line: LinePrice, counts_prices: bool, most: Decimal, rounding: Rounding) -> dict[str, Any]:
	percent = line.percent_off(counts_prices)
	return {
		"rate": rounding.number(line.rate),
		"listed": None if line.listed is None else rounding.number(line.listed),
		"rule": line.rule,
		"percent_off": _shown(percent),
		"beyond": _to_correct(line, counts_prices) if percent > most else "",
	}


def _to_correct(line: LinePrice, counts_prices: bool) -> Literal["price", "discount"]:
	return "price" if line.is_lowered(counts_prices) else "discount"


def _shown(percent: Decimal) -> float:
	return float(percent.quantize(TWO_DECIMALS))


def _two_decimals(percent: Decimal) -> Decimal:
	return percent.quantize(TWO_DECIMALS).normalize()


def _sum(amounts: Iterable[Decimal]) -> Decimal:
	return sum(amounts, Decimal(0))
