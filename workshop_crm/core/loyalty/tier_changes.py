"""When an account moves to another tier, and why: the row that a host appends beside the account's totals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.money import decimal
from workshop_crm.core.loyalty.model import AccountTotals, Entry, Program
from workshop_crm.core.loyalty.tiers import by_need

# Why, in the words that lists show.
JOINED = "Joined the program"
REACHED = "Reached what the tier needs"
TIME_PASSED = "What counted is too long ago"
TAKEN_BACK = "Points or spending were taken back"
PROGRAM_CHANGED = "The program was changed"
MERGED = "Two customers were merged"
BROUGHT = "Points of an old system were entered"
REASONS = (JOINED, REACHED, TIME_PASSED, TAKEN_BACK, PROGRAM_CHANGED, MERGED, BROUGHT)


@dataclass(frozen=True, slots=True)
class TierChange:
	"""`counted` is the money, points or visits that counted on that day; `from_tier` is empty for a new member."""

	day: date
	from_tier: str
	to_tier: str
	reason: str
	counted: Decimal


def tier_change(
	program: Program,
	had: AccountTotals,
	has: AccountTotals,
	written: Sequence[Entry],
	today: date,
	why: str = "",
) -> TierChange | None:
	"""What the account's history says of a move from one state to the next; None where the tier stays.

	`written` are the rows that came in between, `why` is what the caller knows better than they do.
	"""
	if had.tier == has.tier:
		return None
	reason = why or _reason(program, had, has, written, today)
	day = max((entry.posting_date for entry in written), default=today)
	if reason == TIME_PASSED and had.tier_until:
		day = had.tier_until + timedelta(days=1)
	return TierChange(day, had.tier, has.tier, reason, has.counted)


def _reason(
	program: Program, had: AccountTotals, has: AccountTotals, written: Sequence[Entry], today: date
) -> str:
	ranks = {tier.name: rank for rank, tier in enumerate(by_need(program))}
	if not had.tier:
		return JOINED
	if had.tier not in ranks:
		return PROGRAM_CHANGED
	if ranks[has.tier] > ranks[had.tier]:
		return REACHED if written else PROGRAM_CHANGED
	if had.tier_until and had.tier_until < today:
		return TIME_PASSED
	return TAKEN_BACK if written else PROGRAM_CHANGED


def change_of(record: Mapping[str, Any]) -> TierChange:
	"""A Loyalty Tier Change from its fields."""
	return TierChange(
		record["changed_on"],
		record["from_tier"] or "",
		record["to_tier"],
		record["reason"],
		decimal(record["counted"]),
	)


def change_record(change: TierChange) -> dict[str, object]:
	"""The fields of a Loyalty Tier Change; whose it is, the host adds."""
	return {
		"changed_on": change.day,
		"from_tier": change.from_tier,
		"to_tier": change.to_tier,
		"reason": change.reason,
		"counted": float(change.counted),
	}
