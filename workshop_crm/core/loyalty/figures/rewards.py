"""How often each reward is used, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, get_args

from workshop_crm.core.loyalty.rewards.model import State

STATES: tuple[State, ...] = get_args(State)


@dataclass(slots=True)
class RewardUse:
	"""Redemptions of one reward by their present state. What was cancelled cost no points and gave nothing."""

	reward: str
	title_ar: str = ""
	kind: str = ""
	cost: int = 0
	is_disabled: bool = False
	states: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
	points: int = 0
	money: Decimal = Decimal(0)
	points_handed_over: int = 0
	last_used: str | None = None

	@property
	def taken(self) -> int:
		return sum(self.states.values())


def reward_uses(
	catalog: Iterable[Sequence[Any]], redemptions: Iterable[Sequence[Any]], money: Callable[[Any], Decimal]
) -> list[RewardUse]:
	"""Every reward of the program, also one that nobody took; the most used first.

	`redemptions` are (reward, state, number, points, amount, last use).
	"""
	found: dict[str, RewardUse] = {
		name: RewardUse(name, title_ar or "", kind or "", int(cost or 0), bool(disabled))
		for name, title_ar, kind, cost, disabled in catalog
	}
	for reward, state, count, points, amount, last in redemptions:
		use = found.setdefault(reward, RewardUse(reward))
		use.states[state] = use.states.get(state, 0) + int(count)
		if state != "Cancelled":
			_add(use, state, int(points or 0), money(amount), last)
	return sorted(found.values(), key=lambda use: (-use.taken, use.reward))


def _add(use: RewardUse, state: State, points: int, amount: Decimal, last: object) -> None:
	use.points += points
	if state == "Applied":
		use.money += amount
	if state == "Used":
		use.points_handed_over += points
	if last and state in ("Applied", "Used"):
		use.last_used = max(use.last_used or "", str(last)[:10])


def given(uses: Iterable[RewardUse]) -> Mapping[str, Decimal]:
	"""What all rewards took off invoices, and the points of those that were handed over."""
	known = list(uses)
	return {
		"money": sum((use.money for use in known), Decimal(0)),
		"points": Decimal(sum(use.points_handed_over for use in known)),
	}
