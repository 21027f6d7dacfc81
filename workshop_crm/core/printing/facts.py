"""What a host reads of one invoice to print it. Money is Decimal in the invoice's currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from workshop_crm.core.loyalty.rules.awards import Award
from workshop_crm.core.printing.saudi_tax import DeclaredTotals

InvoiceState = Literal["Draft", "Submitted", "Cancelled"]


@dataclass(frozen=True, slots=True)
class PartyFact:
	"""The workshop or its customer; `address` has a line for each line on paper, `phone` is E.164."""

	name: str
	name_ar: str = ""
	tax_id: str = ""
	address: tuple[str, ...] = ()
	phone: str = ""
	email: str = ""


@dataclass(frozen=True, slots=True)
class CarFact:
	"""`odometer` is the reading on the day of the invoice."""

	plate_latin: str = ""
	plate_ar: str = ""
	make: str = ""
	model: str = ""
	year: int | None = None
	vin: str = ""
	odometer: int | None = None


@dataclass(frozen=True, slots=True)
class LineFact:
	"""`rate` and `amount` without tax; `tax_rate` in percent, None where lines are not taxed one by one."""

	name: str
	name_ar: str
	quantity: Decimal
	rate: Decimal
	amount: Decimal
	tax: Decimal = Decimal(0)
	tax_rate: Decimal | None = None
	unit: str = ""


@dataclass(frozen=True, slots=True)
class TaxFact:
	"""One tax of the whole invoice."""

	name: str
	amount: Decimal
	rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PaymentFact:
	"""What was paid and what is open. A host that records no payments gives none of this."""

	paid: Decimal
	outstanding: Decimal
	due_date: date | None = None


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
	"""A credit note has negative amounts, as its record has. `total` is what the customer owes, points included.

	`points_left` are those on the day of printing, None for who is in no program. `issued` has a time zone, and is None
	where the time of day is not known. `returned_net` is what the invoice came to without tax that a credit note belongs to,
	in the company's currency.
	"""

	number: str
	day: date
	state: InvoiceState
	currency: str
	decimals: int
	seller: PartyFact
	customer: PartyFact
	lines: tuple[LineFact, ...]
	net_total: Decimal
	total: Decimal
	taxes: tuple[TaxFact, ...] = ()
	rounding: Decimal = Decimal(0)
	car: CarFact | None = None
	service_type: str = ""
	service_type_ar: str = ""
	is_return: bool = False
	return_against: str = ""
	was_returned: bool = False
	points_earned: int = 0
	points_redeemed: int = 0
	points_for_reward: int = 0
	points_left: int | None = None
	award: Award | None = None
	paid_with_points: Decimal = Decimal(0)
	payment: PaymentFact | None = None
	region: str = "SA"
	issued: datetime | None = None
	declared: DeclaredTotals | None = None
	returned_net: Decimal | None = None
	survey_link: str = ""
