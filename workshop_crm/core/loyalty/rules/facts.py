"""What the rules read of a sale, its car and its customer. A host loads it, and only for an invoice that has not earned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class LineFacts:
	"""One line; `net` is its amount without VAT after all discounts. `item_groups` are its own and those above it."""

	net: Decimal
	item: str = ""
	item_groups: frozenset[str] = frozenset()
	service_type: str = ""
	label: str = ""


@dataclass(frozen=True, slots=True)
class EarlierVisit:
	"""An earlier invoice of the customer, not cancelled and no credit note."""

	day: date
	spent: Decimal


@dataclass(frozen=True, slots=True)
class LastService:
	"""When the car last had a service, and how long that lasts; None or 0 where it does not depend on that."""

	day: date
	km: int | None = None
	months: int | None = None
	interval_km: int | None = None


@dataclass(frozen=True, slots=True)
class SaleFacts:
	"""`branches` and `customer_groups` are those of the sale and of the customer, and the ones above them.

	`earlier` are all invoices of the customer up to the day of this one, without it. `last_services` are by service
	type. `answered_on` is the day of the customer's latest answer to a survey.
	"""

	day: date
	lines: tuple[LineFacts, ...]
	branches: frozenset[str] = frozenset()
	vehicle_make: str = ""
	model_year: int | None = None
	odometer: int | None = None
	last_services: Mapping[str, LastService] = field(default_factory=dict)
	customer_groups: frozenset[str] = frozenset()
	earlier: tuple[EarlierVisit, ...] = ()
	born_on: date | None = None
	answered_on: date | None = None
	referred: bool = False


class Invoice(NamedTuple):
	"""An earlier invoice of a customer, or a credit note, whose total is negative and which names the invoice."""

	name: str
	day: date
	total: Decimal
	return_against: str | None = None


def earlier_visits(invoices: Iterable[Invoice]) -> tuple[EarlierVisit, ...]:
	"""What is left of each invoice after its credit notes; one that was returned whole, or cost nothing, is no visit."""
	rows = list(invoices)
	returned: dict[str, Decimal] = {}
	for row in rows:
		if row.return_against:
			returned[row.return_against] = returned.get(row.return_against, Decimal(0)) + row.total
	own = (row for row in rows if not row.return_against and row.total > 0)
	left = ((row.day, row.total + returned.get(row.name, Decimal(0))) for row in own)
	return tuple(EarlierVisit(day, spent) for day, spent in left if spent > 0)
