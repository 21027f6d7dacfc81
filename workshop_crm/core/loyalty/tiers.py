"""Which tier a customer is in. A tier is reached as soon as the spend equals its `min_spent`."""

from decimal import Decimal

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.loyalty.model import Entry, Program, Tier


def tier_for(program: Program, lifetime_spend: Decimal) -> Tier:
	"""The highest tier reached, or the lowest one when none is. Raises InvalidInput without any tier."""
	tiers = _by_threshold(program)
	reached = [tier for tier in tiers if tier.min_spent <= lifetime_spend]
	return reached[-1] if reached else tiers[0]


def next_tier(program: Program, lifetime_spend: Decimal) -> Tier | None:
	"""The tier above the present one, or None at the top."""
	present = tier_for(program, lifetime_spend)
	return next((tier for tier in _by_threshold(program) if tier.min_spent > present.min_spent), None)


def earning_tier(program: Program, spend_before: Decimal, first: Entry | None, eligible: Decimal) -> Tier:
	"""The tier in which an invoice earns: the one reached with the spend before it and, unless the program says
	otherwise, its own.

	`first` is the row with which the invoice first earned, `spend_before` what had been spent until then. `eligible` is
	what of the invoice counts before anything of it was returned. An invoice keeps the tier in which it first earned:
	neither a return of a part nor what was bought, returned or set in the program later changes its rate. Rows without a
	tier are older than this rule, and never counted the invoice's own spend. A tier that the program has no more is
	worked out anew.
	"""
	known = _named(program, first.tier) if first else None
	counts_own = first is None or first.tier != ""
	own = eligible if counts_own and not program.tier_from_next_invoice else Decimal(0)
	return known or tier_for(program, spend_before + own)


def _named(program: Program, name: str) -> Tier | None:
	return next((tier for tier in program.tiers if tier.name == name), None)


def _by_threshold(program: Program) -> list[Tier]:
	if not program.tiers:
		raise InvalidInput(
			N_("The loyalty program {program} has no tier. Add one to it."), program=program.name
		)
	return sorted(program.tiers, key=lambda tier: tier.min_spent)
