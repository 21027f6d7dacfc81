"""What is taken off a price or a whole sale by hand, and how much of it a role may give."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.fields import exact_number
from workshop_crm.core.common.money import Rounding

ALL = Decimal(100)
MAX_AMOUNT = Decimal(10_000_000)
TWO_DECIMALS = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Discount:
	"""A share in percent, or an amount: one of both. Of a line it is taken off each unit, before tax; of a sale off what is paid."""

	percent: Decimal = Decimal(0)
	amount: Decimal = Decimal(0)

	def off(self, price: Decimal, rounding: Rounding) -> Decimal:
		"""What goes off a price, rounded. Raises InvalidInput for more than the price."""
		if self.amount > price:
			raise InvalidInput(
				N_("A discount of {amount} is more than there is to pay. Correct it."),
				amount=f"{self.amount:f}",
			).at("discount")
		return rounding.of(self.amount or price * self.percent / ALL)


NO_DISCOUNT = Discount()


@dataclass(frozen=True, slots=True)
class Given:
	"""What a sale comes to without and with its discounts: `full` and `left` of the lines before tax, `total` with tax
	before `off` is taken off the whole. `is_below_list`: prices that were lowered are among what `full` has more than `left`.
	"""

	full: Decimal
	left: Decimal
	total: Decimal
	off: Decimal
	is_below_list: bool = False

	@property
	def percent(self) -> Decimal:
		"""What all discounts together take off, in percent of the full price."""
		of_lines = self.left / self.full if self.full else Decimal(1)
		of_whole = 1 - self.off / self.total if self.total else Decimal(1)
		return (1 - of_lines * of_whole) * ALL


def read_discount(raw: Mapping[str, object]) -> Discount:
	"""From `discount_percent` or `discount_amount`. Raises InvalidInput for both, and for what is no discount."""
	percent = _number(raw.get("discount_percent"), ALL)
	amount = _number(raw.get("discount_amount"), MAX_AMOUNT)
	if percent and amount:
		raise InvalidInput(N_("A discount is either in percent or an amount. Enter one of them.")).at(
			"discount"
		)
	return Discount(percent, amount)


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


def full_price(price: Decimal, listed: Decimal | None) -> Decimal:
	"""The price that discounts are counted from. `listed` is None where a lowered price is no discount."""
	return price if listed is None else max(price, listed)


def check_limits(limits: Sequence[tuple[str, Decimal]]) -> None:
	"""Raise InvalidInput for rows of the settings of which a role has two, or a percentage that is none."""
	if len({role for role, _percent in limits}) < len(limits):
		raise InvalidInput(N_("Each role has one row among the discounts."))
	if any(not 0 <= percent <= ALL for _role, percent in limits):
		raise InvalidInput(N_("A discount is from 0 to 100 %."))


def check_limit(given: Given, limit: Decimal, rounding: Rounding) -> None:
	"""Raise InvalidInput where more is taken off than the user may. What rounding adds is no discount."""
	allowed = given.full * limit / ALL + rounding.half * 2
	if given.full * given.percent / ALL <= allowed:
		return
	if given.is_below_list:
		raise InvalidInput(
			N_(
				"The prices and discounts are {given} % below the list price; you may go at most {limit} % below it."
				" Ask a manager, or charge more."
			),
			limit=_plain(limit),
			given=_plain(given.percent),
		).at("discount")
	if not limit:
		raise InvalidInput(N_("You may not give a discount. Ask a manager, or leave it out.")).at("discount")
	raise InvalidInput(
		N_("You may take at most {limit} % off a sale; this is {given} %. Ask a manager, or give less."),
		limit=_plain(limit),
		given=_plain(given.percent),
	).at("discount")


def _plain(percent: Decimal) -> str:
	return f"{percent.quantize(TWO_DECIMALS).normalize():f}"


def _number(value: object, most: Decimal) -> Decimal:
	if value is None or value == "":
		return Decimal(0)
	number = exact_number(value)
	if number is None or not 0 <= number <= most:
		raise InvalidInput(N_("{value} cannot be a discount."), value=str(value)[:40]).at("discount")
	return number
