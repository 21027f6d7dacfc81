"""Which tier a customer is in. A tier is reached as soon as the spend equals its `min_spent`."""

from collections.abc import Iterable
from decimal import Decimal

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.loyalty.ledger import lifetime_spend
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


def tier_before(program: Program, entries: Iterable[Entry], invoice: str) -> Tier:
	"""The tier in which `invoice` earns: the one reached with the spend BEFORE it.

	ERPNext counts the invoice itself as well; here the tier changes only after the invoice. Rows written
	later than the invoice's own (`entries` oldest first) do not count, so that a correction months later
	uses the same tier as the first earning.
	"""
	earlier: list[Entry] = []
	for entry in entries:
		if entry.invoice == invoice:
			break
		earlier.append(entry)
	return tier_for(program, lifetime_spend(earlier))


def _by_threshold(program: Program) -> list[Tier]:
	if not program.tiers:
		raise InvalidInput(N_("The loyalty program {program} has no tier."), program=program.name)
	return sorted(program.tiers, key=lambda tier: tier.min_spent)
