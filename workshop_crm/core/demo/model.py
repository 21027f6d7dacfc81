"""A made-up workshop: the records that the generator returns and a host stores in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DemoServiceType:
	"""A kind of service; `interval_km` and `interval_months` are 0 where it is not due at intervals."""

	name: str
	name_ar: str
	interval_km: int
	interval_months: int


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
	"""Consent to be written to. channel: "WhatsApp", "SMS" or "Email". source: where it was given."""

	channel: str
	consent_date: date
	source: str


@dataclass(frozen=True, slots=True)
class DemoCustomer:
	"""A person or a company (`kind` "Individual" or "Company"). phone: E.164. language: "ar" or "en".

	Names are composed from word lists, phones from one artificial series, addresses end in example.com.
	"""

	code: str
	kind: str
	name: str
	name_ar: str
	language: str
	phone: str
	email: str
	consents: tuple[DemoConsent, ...]


@dataclass(frozen=True, slots=True)
class DemoVehicle:
	"""A car. plate: Saudi, Latin letters, "ABJ 1234", unique. odometer: km at the last visit.

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
	language: str
	rating: int
	recommend: int
	comment: str


@dataclass(frozen=True, slots=True)
class DemoWorkshop:
	"""Everything, in the order in which it can be stored; visits and answers are in order of time."""

	service_types: tuple[DemoServiceType, ...]
	items: tuple[DemoItem, ...]
	customers: tuple[DemoCustomer, ...]
	vehicles: tuple[DemoVehicle, ...]
	visits: tuple[DemoVisit, ...]
	answers: tuple[DemoAnswer, ...]
