"""An account and the program as the screens show them: plain JSON values."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import AccountTotals, Entry, Program
from workshop_crm.core.loyalty.redemption import amount
from workshop_crm.core.loyalty.tiers import next_tier, tier_for

LATEST_ENTRIES = 20


def account_view(
	program: Program, entries: Sequence[Entry], today: date, currency: str, translate: Callable[[str], str]
) -> dict[str, Any]:
	"""One customer's account: balance, its worth, tier and the latest rows, newest first.

	`entries` are all rows of the account, oldest first. A negative balance is worth nothing. `translate` maps the
	English reason of a row to the reader's language.
	"""
	sums = Books(entries, today).totals()
	points, spend, money = sums.balance, sums.lifetime_spend, program.rounding.number
	following = next_tier(program, spend)
	return {
		"program": program.name,
		"balance": points,
		"worth": money(amount(program, max(points, 0))),
		"point_value": float(program.point_value),
		"tier": tier_for(program, spend).name,
		"lifetime_spend": money(spend),
		"next_tier": following.name if following else None,
		"spend_to_next_tier": money(following.min_spent - spend) if following else None,
		"currency": currency,
		"entries": [_entry_view(entry, translate) for entry in _newest_first(entries)[:LATEST_ENTRIES]],
	}


def program_view(program: Program, accounts: Iterable[AccountTotals], currency: str) -> dict[str, Any]:
	"""The program: its members by tier, the points they hold and what those would cost if all were redeemed."""
	members = list(accounts)
	in_tier = Counter(tier_for(program, account.lifetime_spend).name for account in members)
	outstanding = sum(max(account.balance, 0) for account in members)
	money = program.rounding.number
	return {
		"program": program.name,
		"point_value": float(program.point_value),
		"expiry_days": program.expiry_days,
		"currency": currency,
		"members": len(members),
		"points_outstanding": outstanding,
		"liability": money(amount(program, outstanding)),
		"tiers": [
			{
				"name": tier.name,
				"min_spent": money(tier.min_spent),
				"spend_per_point": money(tier.spend_per_point),
				"members": in_tier[tier.name],
			}
			for tier in sorted(program.tiers, key=lambda tier: tier.min_spent)
		],
	}


def _newest_first(entries: Sequence[Entry]) -> list[Entry]:
	return sorted(entries, key=lambda entry: entry.posting_date)[::-1]


def _entry_view(entry: Entry, translate: Callable[[str], str]) -> dict[str, Any]:
	return {
		"entry": entry.name,
		"date": entry.posting_date.isoformat(),
		"kind": entry.kind,
		"points": entry.points,
		"invoice": entry.invoice,
		"expiry_date": entry.expiry_date.isoformat() if entry.expiry_date else None,
		"reason": translate(entry.reason) if entry.reason else "",
	}
