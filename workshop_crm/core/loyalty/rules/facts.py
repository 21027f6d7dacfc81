"""What the rules read of a sale, its car and its customer. A host loads it, and only for an invoice that has not earned."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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
	last_services: tuple[tuple[str, LastService], ...] = ()
	customer_groups: frozenset[str] = frozenset()
	earlier: tuple[EarlierVisit, ...] = ()
	born_on: date | None = None
	answered_on: date | None = None
	referred: bool = False
