"""The best reward goes on a sale by itself, where the program or the customer says so and nobody has chosen anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.core.loyalty.model import Program
from workshop_crm.core.loyalty.rewards.model import RewardSale
from workshop_crm.core.loyalty.rewards.suggestion import Suggestion
from workshop_crm.core.loyalty.rewards.till import Shelf, options, suggest

FOLLOW, ALWAYS, NEVER = "As the program says", "Always", "Never"
CHOICES = (FOLLOW, ALWAYS, NEVER)


@dataclass(frozen=True, slots=True)
class OnSale:
	"""What an invoice has of a reward and of points. Of a code `reward` is what it stands for."""

	reward: str = ""
	code: str = ""
	points: int = 0

	def same_as(self, other: OnSale) -> bool:
		return (self.code or self.reward, self.points) == (other.code or other.reward, other.points)


NOTHING = OnSale()


def applies_by_itself(program: Program | None, customers_choice: str | None) -> bool:
	"""Whether the best goes on by itself: as the customer wishes, else as the program says."""
	if program is None or customers_choice == NEVER:
		return False
	return customers_choice == ALWAYS or program.rewards_by_itself


def was_chosen(asked: OnSale, stored: OnSale | None) -> bool:
	"""Whether somebody has chosen or removed something on a draft. `stored` is what it had when it was saved last."""
	return not asked.same_as(stored or NOTHING)


def best_on(shelf: Shelf, sale: RewardSale, day: date) -> OnSale:
	"""What takes the most off the sale; nothing when nothing does."""
	found = suggest(shelf, options(shelf, sale, day), sale.total, day)
	return _on_sale(found) if found else NOTHING


def with_best(
	quote: Mapping[str, Any], is_wanted: Callable[[], bool], price: Callable[[OnSale], Mapping[str, Any]]
) -> dict[str, Any]:
	"""A quote with what it suggests on it, as `by_itself`; unchanged where something was chosen or the program does not apply rewards by itself.

	`price` quotes the same sale with a reward and points.
	"""
	plain, best = {**quote, "by_itself": None}, _suggested(quote["suggestion"])
	if best == NOTHING or quote["reward"] or quote["redeem_points"] or not is_wanted():
		return plain
	try:
		return {**price(best), "by_itself": by_itself_view(best)}
	except WorkshopError:
		return plain


def by_itself_view(applied: OnSale) -> dict[str, Any]:
	"""What was put on by itself, for the screens."""
	reward = "" if applied.code else applied.reward
	return {"reward": reward, "reward_code": applied.code, "points": applied.points}


def _suggested(suggestion: Mapping[str, Any] | None) -> OnSale:
	if suggestion is None:
		return NOTHING
	return OnSale(suggestion["reward"], suggestion["reward_code"], suggestion["points"])


def _on_sale(found: Suggestion) -> OnSale:
	choice = found.choice
	return OnSale("" if choice.code else choice.reward, choice.code, found.points)
