"""Which tier a customer is in. A tier is reached as soon as what counts equals what it needs.

The tier held on a day is read off the ledger's rows alone: the highest that was reached on that day or in the grace
before it. Nothing has to be remembered, and a job that did not run changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, pairwise

from workshop_crm.core.common.errors import N_, InvalidInput, Named
from workshop_crm.core.loyalty.model import Entry, Program, Tier, TierBasis
from workshop_crm.core.loyalty.standing import Counted, Step, amount_counted, amount_on, counted, steps


@dataclass(frozen=True, slots=True)
class Standing:
	"""Where an account is on a day.

	`until` is the last day on which the tier is held if nothing more comes, None = for ever. `amount` is what counts on
	this day, `missing` how much more of it the next tier needs.
	"""

	tier: Tier
	until: date | None
	amount: Decimal
	next_tier: Tier | None = None
	missing: Decimal = Decimal(0)


def standing(program: Program, entries: Sequence[Entry], day: date) -> Standing:
	"""Raises InvalidInput for a program without any tier."""
	lines = counted(entries)
	course = steps(program.tier_rule, lines)
	tier, amount = _held(program, lines, day), amount_on(course, day)
	until = _until(program, course, tier, day)
	following = next_tier(program, tier)
	if following is None:
		return Standing(tier, until, amount)
	missing = needed(following, program.tier_rule.basis) - amount
	return Standing(tier, until, amount, following, missing)


def tier_on(program: Program, entries: Sequence[Entry], day: date) -> Tier:
	return _held(program, counted(entries), day)


def tier_for(program: Program, amount: Decimal) -> Tier:
	"""The highest tier that `amount` reaches, or the lowest one when it reaches none."""
	basis = program.tier_rule.basis
	reached = [tier for tier in program.tiers if needed(tier, basis) <= amount]
	return _in_order(reached, basis)[-1] if reached else by_need(program)[0]


def next_tier(program: Program, tier: Tier) -> Tier | None:
	"""The tier above, or None at the top."""
	basis = program.tier_rule.basis
	return next((one for one in by_need(program) if needed(one, basis) > needed(tier, basis)), None)


def needed(tier: Tier, basis: TierBasis) -> Decimal:
	"""What has to count so that the tier is reached."""
	if basis == "Spend":
		return tier.min_spent
	return Decimal(tier.min_points if basis == "Points" else tier.min_visits)


def by_need(program: Program) -> list[Tier]:
	"""The tiers, the lowest first. Raises InvalidInput without any."""
	if not program.tiers:
		raise InvalidInput(
			N_("The loyalty program {program} has no tier. Add one to it."),
			program=Named(program.name, program.name_ar),
		)
	return _in_order(program.tiers, program.tier_rule.basis)


def _in_order(tiers: Iterable[Tier], basis: TierBasis) -> list[Tier]:
	return sorted(tiers, key=lambda tier: needed(tier, basis))


def earning_tier(
	program: Program, before: Sequence[Entry], first: Entry | None, eligible: Decimal, day: date
) -> Tier:
	"""The tier in which an invoice of `day` earns: the one held with the rows before it and, unless the program says
	otherwise, with itself.

	`first` is the row with which the invoice first earned, `before` are the account's rows until then. `eligible` is
	what of the invoice counts before anything of it was returned. An invoice keeps the tier in which it first earned:
	neither a return of a part nor what was bought, returned or set in the program later changes its rate. Rows without a
	tier are older than this rule, and never counted the invoice itself. A tier that the program has no more is worked out
	anew. What an invoice earns depends on its tier, so points only count towards that of the next one.
	"""
	known = _named(program, first.tier) if first else None
	if known:
		return known
	lines = counted(before)
	if (first is None or first.tier != "") and not program.tier_from_next_invoice:
		lines.append(Counted(day, eligible))
	return _held(program, lines, day)


def _named(program: Program, name: str) -> Tier | None:
	return next((tier for tier in program.tiers if tier.name == name), None)


def _held(program: Program, lines: Sequence[Counted], day: date) -> Tier:
	rule = program.tier_rule
	if not rule.grace_days:
		return tier_for(program, amount_counted(rule, lines, day))
	course, since = steps(rule, lines), day - timedelta(days=rule.grace_days)
	during = (step.amount for step in course if since < step.day <= day)
	return tier_for(program, max(chain([amount_on(course, since)], during)))


def _until(program: Program, course: Sequence[Step], tier: Tier, day: date) -> date | None:
	"""The grace begins with the last day on which the tier is reached; what is reached within it goes on."""
	rule = program.tier_rule
	if tier == by_need(program)[0]:
		return None
	grace = timedelta(days=rule.grace_days)
	until = day
	for step, following in pairwise([*course, Step(date.max, Decimal(0))]):
		if step.day > until + timedelta(days=1):
			break
		if step.amount < needed(tier, rule.basis) or following.day <= day - grace:
			continue
		if following.day == date.max:
			return None
		until = max(until, following.day - timedelta(days=1) + grace)
	return until
