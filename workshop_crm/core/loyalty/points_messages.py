"""Which members are written to about their points, and what the message says: by the scheduler under the owner's rule, or by hand."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from workshop_crm.core.common.currency_signs import amount_in_words
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import Language
from workshop_crm.core.loyalty.guest_reader import Reader
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import Program, Tier
from workshop_crm.core.loyalty.redemption import amount
from workshop_crm.core.loyalty.tier_changes import JOINED, REACHED, TierChange
from workshop_crm.core.loyalty.tiers import by_need

STATEMENT: Final = "Points Statement"
EXPIRING: Final = "Points Expiring"
TIER_REACHED: Final = "Tier Reached"
NO_POINTS = N_("There is nothing to send yet: the customer has had no points.")

MAX_LATE = timedelta(days=7)
"""How long after its day a message still goes, such as when messages were switched on only then."""
SOON = timedelta(days=31)
"""Points that expire before the next statement are worth one, even when nothing has changed."""
MIN_BETWEEN = timedelta(days=7)
"""A member who was told of points that expire is not told of others in these days."""
_NOTHING: Mapping[Language, str] = {"en": "none", "ar": "لا شيء"}
_POINTS_AFTER: Mapping[Language, str] = {"en": "{points} after {day}", "ar": "{points} بعد {day}"}


@dataclass(frozen=True, slots=True)
class MessageRule:
	"""The owner's rule. Statements go once a month, from `statement_day` on; points that expire within `expiry_days` days are
	told of when they are worth at least `min_worth`; who reaches a tier is told with `tiers`.
	"""

	statements: bool = False
	statement_day: int = 1
	expiry: bool = False
	expiry_days: int = 14
	min_worth: Decimal = Decimal(0)
	tiers: bool = False


@dataclass(frozen=True, slots=True)
class Member:
	"""What an account's record says; `changed` is when points moved last, `told` when the last statement was written."""

	balance: int
	pending: int
	next_expiry: date | None
	changed: datetime | None = None
	told: datetime | None = None


@dataclass(frozen=True, slots=True)
class Expiring:
	"""Points that can be spent up to and including `day`."""

	day: date
	points: int


@dataclass(frozen=True, slots=True)
class Told:
	"""A message `on` some day about points whose last day is `expires`; None when that is not known any more."""

	on: date
	expires: date | None


def check_message_rule(rule: MessageRule) -> None:
	"""Raises InvalidInput for a rule that makes no sense."""
	if not 1 <= rule.statement_day <= 28:
		raise InvalidInput(N_("Statements go on a day from 1 to 28, which every month has.")).at(
			"statement_day"
		)
	if not 1 <= rule.expiry_days <= 365:
		raise InvalidInput(N_("Customers can be informed of points that expire within 1 to 365 days.")).at(
			"points_expiry_days"
		)
	if rule.min_worth < 0:
		raise InvalidInput(N_("A limit cannot be negative; 0 means no limit.")).at("points_expiry_min_worth")


def statement_month(rule: MessageRule, today: date) -> str | None:
	"""The month whose statements may go today, such as "2026-12"; None on other days."""
	day = today.replace(day=rule.statement_day)
	return day.strftime("%Y-%m") if rule.statements and day <= today <= day + MAX_LATE else None


def wants_statement(member: Member, today: date) -> bool:
	"""Whether there is something to say: points that changed since the last statement, or that expire before the next one."""
	if member.balance + member.pending <= 0:
		return False
	if member.told is None or (member.changed is not None and member.changed > member.told):
		return True
	return member.next_expiry is not None and member.next_expiry <= today + SOON


def expiring_points(
	rule: MessageRule, program: Program, books: Books, earlier: Collection[Told]
) -> Expiring | None:
	"""The next points that the member is to be told of; `earlier` are the messages about others."""
	today = books.today
	if not rule.expiry or any(told.on > today - MIN_BETWEEN for told in earlier):
		return None
	known = {told.expires for told in earlier}
	last = today + timedelta(days=rule.expiry_days)
	days = Counter[date]()
	for lot in books.open_lots():
		if lot.expiry_date and lot.expiry_date <= last and lot.expiry_date not in known:
			days[lot.expiry_date] += lot.points
	worth = ((day, points) for day, points in days.items() if amount(program, points) >= rule.min_worth)
	return next((Expiring(day, points) for day, points in sorted(worth)), None)


def is_spent(books: Books, day: date) -> bool:
	"""Whether nothing is left of the points whose last day is `day`."""
	return not any(lot.expiry_date == day for lot in books.open_lots())


def tier_to_tell(program: Program, change: TierChange, tier_now: str, today: date) -> Tier | None:
	"""The tier that a member has just reached and still holds; None for every other change.

	Who comes with points of an old system, by a merge, or because the program was changed, has reached nothing.
	"""
	ranks = {tier.name: rank for rank, tier in enumerate(by_need(program))}
	reached = ranks.get(change.to_tier, 0)
	if change.reason not in (REACHED, JOINED) or reached <= ranks.get(change.from_tier, 0):
		return None
	if tier_now != change.to_tier or today > change.day + MAX_LATE:
		return None
	return by_need(program)[reached]


def statement_places(program: Program, books: Books, currency: str, reader: Reader) -> dict[str, str]:
	"""What fills the places of a statement."""
	balance = books.balance()
	expiring = _next_to_expire(books, reader)
	return {
		"balance": f"{'−' if balance < 0 else ''}{reader.number(abs(balance))}",
		"worth": _worth(program, max(balance, 0), currency, reader),
		"expiring": expiring or _NOTHING[reader.language],
	}


def expiring_places(program: Program, expiring: Expiring, currency: str, reader: Reader) -> dict[str, str]:
	return {
		"points": reader.number(expiring.points),
		"worth": _worth(program, expiring.points, currency, reader),
		"date": reader.day(expiring.day),
	}


def tier_places(tier: Tier, reader: Reader) -> dict[str, str]:
	return {"tier": reader.name(tier.name, tier.name_ar)}


def statement_key(account: str, month: str) -> str:
	"""The same for a whole month: one statement is written."""
	return _key("statement", account, month)


def key_by_hand(account: str, today: date) -> str:
	"""The same for a whole day: pressed twice, one statement is written."""
	return _key("statement by hand", account, today.isoformat())


def expiring_key(account: str, day: date) -> str:
	"""The same for all points of an account whose last day is `day`."""
	return _key("expiring", account, day.isoformat())


def tier_key(change: str) -> str:
	"""The same for one Loyalty Tier Change."""
	return _key("tier", change)


def wanted_until(day: date) -> datetime:
	"""The last moment of `day`."""
	return datetime.combine(day, time.max.replace(microsecond=0))


def _next_to_expire(books: Books, reader: Reader) -> str:
	day = next((lot.expiry_date for lot in books.open_lots()), None)
	if day is None:
		return ""
	points = sum(lot.points for lot in books.open_lots() if lot.expiry_date == day)
	said = _POINTS_AFTER[reader.language]
	return said.format(points=reader.number(points), day=reader.day(day))


def _worth(program: Program, points: int, currency: str, reader: Reader) -> str:
	worth = program.rounding.of(amount(program, points))
	return amount_in_words(worth, program.rounding.decimals, currency, reader.language)


def _key(*parts: str) -> str:
	return "points:" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:40]
