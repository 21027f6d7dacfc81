"""Which reward and how many points take the most off a sale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from workshop_crm.core.loyalty.model import Program
from workshop_crm.core.loyalty.redemption import amount, quote


@dataclass(frozen=True, slots=True)
class Choice:
	"""A reward that may be put on the sale: for `cost` points, or by a code that is paid already. It takes `worth` off."""

	worth: Decimal = Decimal(0)
	cost: int = 0
	reward: str = ""
	code: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
	"""`points` are redeemed beside the reward; together they take `amount` off."""

	choice: Choice = Choice()
	points: int = 0
	amount: Decimal = Decimal(0)


def best(program: Program, balance: int, payable: Decimal, choices: Iterable[Choice]) -> Suggestion | None:
	"""The most money off; of two that take off the same, the one for fewer points. None when nothing takes anything off."""
	nothing = Choice()
	ways = [_with_points(program, balance, payable, choice) for choice in (nothing, *choices)]
	found = max(ways, key=lambda way: (way.amount, -way.points - way.choice.cost))
	return found if found.amount > 0 else None


def _with_points(program: Program, balance: int, payable: Decimal, choice: Choice) -> Suggestion:
	left = quote(program, balance - choice.cost, payable - choice.worth).max_points
	return Suggestion(choice, left, choice.worth + amount(program, left))
