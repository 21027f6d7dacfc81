"""What a customer reads on the page of their own points, in plain words of one language.

Nothing that staff wrote for themselves is on it: neither the reason of an adjustment nor which other record of the customer
was merged into this one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.currency_signs import amount_in_words
from workshop_crm.core.common.due_words import when_due
from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.languages import DIRECTIONS, Language
from workshop_crm.core.loyalty.by_rules import award_of
from workshop_crm.core.loyalty.guest_reader import Reader
from workshop_crm.core.loyalty.history import lines
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import Entry, Kind, Program, TierBasis
from workshop_crm.core.loyalty.redemption import amount
from workshop_crm.core.loyalty.rewards.guest_shelf import shelf_texts
from workshop_crm.core.loyalty.rewards.till import Shelf
from workshop_crm.core.loyalty.rules.reasons import in_a_row
from workshop_crm.core.loyalty.tiers import Standing, standing

MAX_ROWS = 12
HAPPENED: Mapping[Kind, str] = {
	"Earn": N_("Earned"),
	"Redeem": N_("Redeemed"),
	"Reverse": N_("Taken back"),
	"Restore": N_("Given back"),
	"Expire": N_("Expired"),
	"Adjust": N_("Adjusted"),
	"Transfer": N_("Merged"),
}
# Kinds whose reason is the app's own words or the title of a reward.
WITH_REASON: tuple[Kind, ...] = ("Earn", "Redeem", "Reverse", "Restore", "Expire")
MISSING = {
	"Spend": N_("{0} more to reach {1}"),
	"Points": N_("{0} to go until {1}"),
	"Visits": N_("{0} more visits to reach {1}"),
}


@dataclass(frozen=True, slots=True)
class CarService:
	"""What one of the customer's cars needs next; one of `due_on` and `due_km` is known."""

	car: str
	plate: str
	plate_ar: str
	service: str
	service_ar: str
	due_on: date | None
	due_km: int | None


@dataclass(frozen=True, slots=True)
class PointsFacts:
	"""What a host loads for the page. `shelf` has the account, all its rows and the catalog of its program.

	`speaks` is the customer's language, for a page that is not asked for in another.
	"""

	shelf: Shelf
	program: Program
	currency: str
	services: Sequence[CarService] = ()
	phone: str = ""
	company: str = ""
	speaks: Language = "ar"


def page_values(
	facts: PointsFacts | None,
	company: str,
	today: date,
	language: Language,
	translate: Callable[[str], str],
	too_many: bool = False,
) -> dict[str, Any]:
	"""The values of `templates/loyalty/points.html`; the host adds `_`, `version` and nothing else.

	`facts` is None for an address that is nobody's: the page then says nothing of anybody. `too_many`: it was not looked up.
	"""
	return {
		"language": language,
		"direction": DIRECTIONS[language],
		"company": company,
		"too_many": too_many,
		"phone": facts.phone if facts else "",
		"points": points_view(facts, Reader(today, language, translate)) if facts else None,
	}


def points_view(facts: PointsFacts, reader: Reader) -> dict[str, Any]:
	"""All that is known of the account, as texts."""
	program, entries = facts.program, facts.shelf.entries
	books = Books(entries, reader.today)
	balance = books.balance()
	worth = amount(program, max(balance, 0))
	return {
		"balance": f"{'−' if balance < 0 else ''}{reader.number(abs(balance))}",
		"is_debt": balance < 0,
		"worth": _money(facts, worth, reader) if worth else "",
		"pending": _by_day(((books.waiting[lot], books.points[lot]) for lot in books.waiting), reader),
		"expiring": _by_day(((lot.expiry_date, lot.points) for lot in books.open_lots()), reader),
		"tier": _tier(facts, standing(program, entries, reader.today), reader),
		**shelf_texts(facts.shelf, reader),
		"history": [_happened(program, entry, reader) for entry in _newest(entries)],
		"services": [_service(service, reader) for service in facts.services[:MAX_ROWS]],
	}


def _money(facts: PointsFacts, money: Decimal, reader: Reader) -> str:
	rounding = facts.program.rounding
	return amount_in_words(rounding.of(money), rounding.decimals, facts.currency, reader.language)


def _by_day(lots: Iterable[tuple[date | None, int]], reader: Reader) -> list[dict[str, str]]:
	"""Points by day, the next day first; those without a day are left out."""
	days: Counter[date] = Counter()
	for day, points in lots:
		if day and points:
			days[day] += points
	return [{"day": reader.day(day), "points": reader.points(days[day])} for day in sorted(days)[:MAX_ROWS]]


def _tier(facts: PointsFacts, held: Standing, reader: Reader) -> dict[str, str]:
	tier, following = held.tier, held.next_tier
	until = reader.translate("Held until {0}").format(reader.day(held.until)) if held.until else ""
	return {
		"name": reader.name(tier.name, tier.name_ar),
		"benefits": reader.name(tier.benefits, tier.benefits_ar),
		"until": until,
		"missing": _missing(facts, held, reader) if following else "",
		"next_benefits": reader.name(following.benefits, following.benefits_ar) if following else "",
	}


def _missing(facts: PointsFacts, held: Standing, reader: Reader) -> str:
	following, rule = held.next_tier, facts.program.tier_rule
	if following is None:
		return ""
	write: Mapping[TierBasis, Callable[[], str]] = {
		"Spend": lambda: _money(facts, held.missing, reader),
		"Points": lambda: reader.points(int(held.missing)),
		"Visits": lambda: reader.number(held.missing),
	}
	sentence = reader.translate(MISSING[rule.basis])
	return sentence.format(write[rule.basis](), reader.name(following.name, following.name_ar))


def _service(service: CarService, reader: Reader) -> dict[str, str]:
	return {
		"car": service.car,
		"plate": reader.name(service.plate, service.plate_ar),
		"service": reader.name(service.service, service.service_ar),
		"when": when_due(service.due_on, service.due_km, reader.today, reader.language, reader.translate),
	}


def _newest(entries: Sequence[Entry]) -> list[Entry]:
	"""The last rows that moved points."""
	moved = [entry for entry in lines(entries) if entry.points]
	return sorted(moved, key=lambda entry: entry.posting_date)[::-1][:MAX_ROWS]


def _happened(program: Program, entry: Entry, reader: Reader) -> dict[str, str]:
	why = in_a_row(award_of(entry, program.rounding, program.tiers), reader.language, reader.translate)
	if not why and entry.reason and entry.kind in WITH_REASON:
		why = reader.translate(entry.reason)
	sign = "+" if entry.points > 0 else "−"
	return {
		"day": reader.day(entry.posting_date),
		"what": reader.translate(HAPPENED[entry.kind]),
		"why": why,
		"points": f"{sign}{reader.number(abs(entry.points))}",
	}
