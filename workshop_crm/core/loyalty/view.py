"""An account and the program as the screens show them: plain JSON values."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.loyalty.by_rules import award_of
from workshop_crm.core.loyalty.history import lines
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import Entry, Program, Receipt, TierMembers
from workshop_crm.core.loyalty.redemption import amount
from workshop_crm.core.loyalty.referrals import CAUSE
from workshop_crm.core.loyalty.rules.reasons import in_a_row
from workshop_crm.core.loyalty.tier_changes import TierChange
from workshop_crm.core.loyalty.tiers import Standing, by_need, needed, standing

LATEST_ENTRIES = 20
LATEST_CHANGES = 5


def account_view(
	program: Program,
	entries: Sequence[Entry],
	today: date,
	currency: str,
	translate: Callable[[str], str],
	language: str,
	changes: Sequence[TierChange] = (),
	limit: int = LATEST_ENTRIES,
	offset: int = 0,
) -> dict[str, Any]:
	"""One customer's account: balance, its worth, tier and rows of its history, newest first: `limit` of them after `offset`.

	`entries` are all rows of the account, oldest first, `changes` the latest moves to another tier, newest first. A negative balance is worth nothing. `translate` maps the
	English reason of a row to the reader's `language`.
	"""
	books = Books(entries, today)
	sums = books.totals()
	points, money = sums.balance, program.rounding.number
	history = _newest_first(lines(entries))
	return {
		"program": program.name,
		"program_ar": program.name_ar,
		"balance": points,
		"worth": money(amount(program, max(points, 0))),
		"pending": sums.pending,
		"next_available": _iso(min(books.waiting.values(), default=None)),
		"next_expiry": _iso(sums.next_expiry),
		"point_value": float(program.point_value),
		**_standing_view(program, standing(program, entries, today)),
		"lifetime_spend": money(sums.lifetime_spend),
		"currency": currency,
		"tier_changes": [_change_view(program, change, translate) for change in changes[:LATEST_CHANGES]],
		"entries": [
			_entry_view(program, entry, translate, language)
			for entry in history[rows_before(offset) :][: at_most(limit)]
		],
		"entry_count": len(history),
	}


def program_view(program: Program, tiers: Iterable[TierMembers], currency: str) -> dict[str, Any]:
	"""The program: its members by tier, the points they hold and what those would cost if all were redeemed.

	A tier may come in several groups, as accounts without one do: a database tells NULL from "".
	"""
	groups = list(tiers)
	in_tier: Counter[str] = Counter()
	for group in groups:
		in_tier[group.tier] += group.members
	rule = program.tier_rule
	outstanding = sum(group.outstanding for group in groups)
	money = program.rounding.number
	return {
		"program": program.name,
		"program_ar": program.name_ar,
		"point_value": float(program.point_value),
		"expiry_days": program.expiry_days,
		"pending_days": program.pending_days,
		"earn_when": program.earn_when,
		"currency": currency,
		"members": in_tier.total(),
		"points_outstanding": outstanding,
		"liability": money(amount(program, outstanding)),
		"tier_basis": rule.basis,
		"tier_window_months": rule.window_months,
		"tier_grace_days": rule.grace_days,
		"tiers": [
			{
				"name": tier.name,
				"name_ar": tier.name_ar,
				"needed": _counted(program, needed(tier, rule.basis)),
				"spend_per_point": money(tier.spend_per_point),
				"benefits": tier.benefits,
				"benefits_ar": tier.benefits_ar,
				"members": in_tier[tier.name],
			}
			for tier in by_need(program)
		],
	}


def _standing_view(program: Program, account: Standing) -> dict[str, Any]:
	"""The tier, until when it is held (None: for ever), and what is missing to the next one."""
	tier, rule, following = account.tier, program.tier_rule, account.next_tier
	return {
		"tier": tier.name,
		"tier_ar": tier.name_ar,
		"tier_benefits": tier.benefits,
		"tier_benefits_ar": tier.benefits_ar,
		"tier_until": _iso(account.until),
		"next_tier": following
		and {
			"name": following.name,
			"name_ar": following.name_ar,
			"basis": rule.basis,
			"window_months": rule.window_months,
			"reached": _counted(program, account.amount),
			"needed": _counted(program, needed(following, rule.basis)),
			"missing": _counted(program, account.missing),
		},
	}


def _counted(program: Program, amount: Decimal) -> float | int:
	"""Money, or a whole number of points or visits."""
	return program.rounding.number(amount) if program.tier_rule.basis == "Spend" else int(amount)


def moved_view(receipt: Receipt) -> dict[str, Any]:
	"""What an invoice did to the customer's points."""
	return {
		"points_earned": receipt.earned,
		"points_redeemed": receipt.redeemed,
		"balance": receipt.balance,
		"tier": receipt.tier,
		"tier_ar": receipt.tier_ar,
	}


def _change_view(program: Program, change: TierChange, translate: Callable[[str], str]) -> dict[str, Any]:
	arabic = {tier.name: tier.name_ar for tier in program.tiers}
	return {
		"date": change.day.isoformat(),
		"from_tier": change.from_tier,
		"from_tier_ar": arabic.get(change.from_tier, ""),
		"to_tier": change.to_tier,
		"to_tier_ar": arabic.get(change.to_tier, ""),
		"reason": translate(change.reason),
	}


def _newest_first(entries: Sequence[Entry]) -> list[Entry]:
	return sorted(entries, key=lambda entry: entry.posting_date)[::-1]


def _entry_view(
	program: Program, entry: Entry, translate: Callable[[str], str], language: str
) -> dict[str, Any]:
	return {
		"entry": entry.name,
		"date": entry.posting_date.isoformat(),
		"kind": entry.kind,
		"points": entry.points,
		"invoice": None if entry.invoice_type == CAUSE else entry.invoice,
		"available_from": _iso(entry.available_from),
		"expiry_date": _iso(entry.expiry_date),
		"reason": translate(entry.reason) if entry.reason else "",
		"because": in_a_row(award_of(entry, program.rounding, program.tiers), language, translate),
		"moved_from": entry.moved_from,
	}


def _iso(day: date | None) -> str | None:
	return day.isoformat() if day else None
