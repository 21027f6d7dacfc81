"""Who may have a reward, and why not; what may be offered at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workshop_crm.core.common.errors import N_, InvalidInput, Named
from workshop_crm.core.common.points import counted
from workshop_crm.core.loyalty.model import Program, Tier
from workshop_crm.core.loyalty.rewards.model import Reward, Taken
from workshop_crm.core.loyalty.tiers import by_need


@dataclass(frozen=True, slots=True)
class Member:
	"""A customer in the program on a day: points that can be spent, and the tier."""

	program: Program
	balance: int
	tier: Tier
	day: date


def check_available(reward: Reward, member: Member, taken: Taken) -> None:
	"""Raise InvalidInput, saying why, when the customer cannot have the reward now."""
	_check_offered(reward, member)
	_check_tier(reward, member)
	_check_limits(reward, member.day, taken)
	missing = reward.points - max(member.balance, 0)
	if missing > 0:
		raise InvalidInput(N_("This reward needs {missing} more."), missing=counted(missing)).at("reward")


def _check_offered(reward: Reward, member: Member) -> None:
	day = member.day
	if reward.program != member.program.name or not member.program.runs_on(day) or reward.is_disabled:
		raise InvalidInput(N_("This reward is not offered at present.")).at("reward")
	if reward.starts and day < reward.starts:
		raise InvalidInput(N_("This reward is offered from {date}."), date=reward.starts.isoformat()).at(
			"reward"
		)
	if reward.ends and day > reward.ends:
		raise InvalidInput(N_("This reward was offered until {date}."), date=reward.ends.isoformat()).at(
			"reward"
		)


def _check_tier(reward: Reward, member: Member) -> None:
	"""A tier that the program has no more keeps nobody out."""
	ranks = _ranks(member.program)
	if ranks.get(member.tier.name, -1) < ranks.get(reward.tier, -1):
		raise InvalidInput(
			N_("This reward is for customers from the tier {tier}."), tier=_named(member.program, reward.tier)
		).at("reward")


def _check_limits(reward: Reward, day: date, taken: Taken) -> None:
	if reward.stock and taken.total >= reward.stock:
		raise InvalidInput(N_("None of this reward is left.")).at("reward")
	if not reward.per_customer:
		return
	since = day - timedelta(days=reward.per_customer_days) if reward.per_customer_days else date.min
	own = sorted(on for on in taken.own if on > since)
	if len(own) < reward.per_customer:
		return
	if not reward.per_customer_days:
		raise InvalidInput(
			N_("The customer has had this reward as often as one may: {most}."), most=reward.per_customer
		).at("reward")
	again = own[-reward.per_customer] + timedelta(days=reward.per_customer_days)
	raise InvalidInput(N_("The customer can have this reward again from {date}."), date=again.isoformat()).at(
		"reward"
	)


def left(reward: Reward, taken: Taken) -> int | None:
	"""How many there are still; None without a limit."""
	return max(reward.stock - taken.total, 0) if reward.stock else None


def expiry_of_code(reward: Reward, day: date) -> date | None:
	"""The last day of a code that is made on `day`."""
	return day + timedelta(days=reward.code_days) if reward.code_days else None


def _named(program: Program, tier: str) -> Named:
	arabic = next((one.name_ar for one in program.tiers if one.name == tier), "")
	return Named(tier, arabic)


def _ranks(program: Program) -> dict[str, int]:
	return {tier.name: rank for rank, tier in enumerate(by_need(program))}
