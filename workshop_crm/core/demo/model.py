"""A made-up workshop: the records that the generator returns and a host stores in its own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from workshop_crm.core.common.languages import Language
from workshop_crm.core.vehicles.defaults import ServiceType


@dataclass(frozen=True, slots=True)
class DemoItem:
	"""Something sold: a part or labour. `rate` in SAR without tax."""

	code: str
	name: str
	name_ar: str
	rate: Decimal
	service_type: str


@dataclass(frozen=True, slots=True)
class DemoConsent:
	"""Consent to be reached. channel: "WhatsApp", "SMS", "Email" or "Phone". source: where it was given."""

	channel: str
	consent_date: date
	source: str


@dataclass(frozen=True, slots=True)
class DemoEmergencyContact:
	"""Whom to call when the customer cannot be reached. phone: E.164."""

	name: str
	phone: str


@dataclass(frozen=True, slots=True)
class DemoCustomer:
	"""A person or a company (`kind` "Individual" or "Company"). phone: E.164. language: "ar" or "en".

	Names are composed from word lists, phones from artificial series, addresses end in example.com. `preferences` are
	values by key as the profile's form sends them; `notes` is plain text in `language`. Both may be empty.
	"""

	code: str
	kind: str
	name: str
	name_ar: str
	language: Language
	phone: str
	email: str
	consents: tuple[DemoConsent, ...]
	emergency_contact: DemoEmergencyContact | None
	preferences: Mapping[str, str | int | bool]
	notes: str


@dataclass(frozen=True, slots=True)
class DemoVehicle:
	"""A car. plate: Saudi, in Latin reading order, "ABJ 1234", unique. odometer: km at the last visit.

	`to_date` is None while the customer still has the car.
	"""

	code: str
	customer: str
	make: str
	model: str
	year: int
	plate: str
	vin: str
	odometer: int
	from_date: date
	to_date: date | None


@dataclass(frozen=True, slots=True)
class DemoLine:
	"""A line of an invoice; `rate` in SAR without tax."""

	item: str
	qty: int
	rate: Decimal


@dataclass(frozen=True, slots=True)
class DemoVisit:
	"""One completed service: an invoice at `hour` (0..23) of `date`, with the car's odometer in km."""

	code: str
	customer: str
	vehicle: str
	date: date
	hour: int
	odometer: int
	service_type: str
	lines: tuple[DemoLine, ...]

	@property
	def total(self) -> Decimal:
		"""Sum of the lines in SAR without tax."""
		return sum((line.qty * line.rate for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class DemoAnswer:
	"""A customer's answer to the survey after `visit`. rating 1..5, recommend 0..10, comment in `language` or ""."""

	visit: str
	answered_on: date
	language: Language
	rating: int
	recommend: int
	comment: str


@dataclass(frozen=True, slots=True)
class DemoInteraction:
	"""What staff wrote down about a contact. kind: "Call", "Visit" or "Note". direction: "Incoming", "Outgoing" or ""."""

	customer: str
	kind: str
	direction: str
	happened_on: datetime
	text: str


@dataclass(frozen=True, slots=True)
class DemoWorkshop:
	"""Everything, in the order in which it can be stored; visits, answers and interactions are in order of time."""

	service_types: tuple[ServiceType, ...]
	items: tuple[DemoItem, ...]
	customers: tuple[DemoCustomer, ...]
	vehicles: tuple[DemoVehicle, ...]
	visits: tuple[DemoVisit, ...]
	answers: tuple[DemoAnswer, ...]
	interactions: tuple[DemoInteraction, ...]
