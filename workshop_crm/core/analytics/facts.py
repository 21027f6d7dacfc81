"""What a host hands to the dashboard: its records as columns, nothing computed.

customers = Customers.from_rows(rows_of_customers)
services = tuple(ServiceType(name, name_ar) for ...)
facts = DashboardFacts(
	as_of=today, currency="SAR", customers=customers, service_types=services,
	transactions=transactions.from_rows(invoices, customers.index(), service_index(services)),
	invitations=Invitations.from_rows(invitations, customers.index(), service_index(services)),
)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from workshop_crm.core.analytics.arrays import Bytes, Days, Flags, Floats, Integers, Shorts
from workshop_crm.core.analytics.rules import ScoringRules
from workshop_crm.core.analytics.segments import NO_SEGMENT, SEGMENTS
from workshop_crm.core.analytics.transactions import NO_SERVICE, Transactions

NO_RATING = 0


@dataclass(frozen=True, slots=True)
class Customers:
	"""Ids and names of all customers; a customer's index in these tuples is the one the other columns use."""

	ids: tuple[str, ...]
	names: tuple[str, ...]
	names_ar: tuple[str, ...]

	def __len__(self) -> int:
		return len(self.ids)

	def index(self) -> dict[str, int]:
		"""Index by id."""
		return {customer: place for place, customer in enumerate(self.ids)}

	@classmethod
	def from_rows(cls, rows: Iterable[tuple[str, str, str | None]]) -> Customers:
		"""From (id, name, Arabic name or None)."""
		listed = list(rows)
		return cls(
			tuple(row[0] for row in listed),
			tuple(row[1] for row in listed),
			tuple(row[2] or "" for row in listed),
		)


@dataclass(frozen=True, slots=True)
class ServiceType:
	"""A service type; its index in `DashboardFacts.service_types` is the one the other columns use."""

	name: str
	name_ar: str = ""


def service_index(service_types: Sequence[ServiceType]) -> dict[str, int]:
	"""Index by name."""
	return {service.name: place for place, service in enumerate(service_types)}


@dataclass(frozen=True, slots=True)
class Invitations:
	"""One element per survey invitation that was sent, in arrays of the same length.

	customer, service: indexes as in `Transactions`. day: ordinal of sending. answered: an answer came.
	rating: 1..5, 0 when there is no answer or no rating question in it.
	"""

	customer: Integers
	day: Days
	service: Shorts
	answered: Flags
	rating: Bytes

	def where(self, mask: Flags) -> Invitations:
		"""The invitations for which `mask` is true."""
		return Invitations(
			self.customer[mask], self.day[mask], self.service[mask], self.answered[mask], self.rating[mask]
		)

	@classmethod
	def from_rows(
		cls,
		rows: Iterable[tuple[str, date | str, str | None, bool, int | None]],
		customers: Mapping[str, int],
		services: Mapping[str, int],
	) -> Invitations:
		"""From (customer id, sent on, service type or None, answered, rating or None); unknown customers are left out."""
		known = [row for row in rows if row[0] in customers]
		days = [
			(row[1] if isinstance(row[1], date) else date.fromisoformat(row[1][:10])).toordinal()
			for row in known
		]
		return cls(
			np.array([customers[row[0]] for row in known], dtype=np.int64),
			np.array(days, dtype=np.int32),
			np.array([services.get(row[2] or "", NO_SERVICE) for row in known], dtype=np.int16),
			np.array([bool(row[3]) for row in known], dtype=np.bool_),
			np.array([row[4] or NO_RATING for row in known], dtype=np.int8),
		)

	@classmethod
	def none(cls) -> Invitations:
		"""No invitation at all."""
		return cls.from_rows((), {}, {})


@dataclass(frozen=True, slots=True)
class CustomerValues:
	"""Computed values of every customer (arrays of length n), as stored by the last run of the scheduler job.

	segment: code, see `segments`. clv: money. p_alive: 0..1. method: one of `scores.METHODS`.
	"""

	segment: Bytes
	clv: Floats
	p_alive: Floats
	computed_on: date
	method: str

	@classmethod
	def from_rows(
		cls,
		rows: Iterable[tuple[str, str | None, float, float]],
		customers: Mapping[str, int],
		computed_on: date,
		method: str,
	) -> CustomerValues:
		"""From (customer id, segment name or None, clv, p_alive). A customer without a row has no segment and no value."""
		codes = {name: code for code, name in enumerate(SEGMENTS)}
		segment = np.full(len(customers), NO_SEGMENT, np.int8)
		clv, p_alive = np.zeros(len(customers)), np.zeros(len(customers))
		for customer, name, value, alive in rows:
			place = customers.get(customer)
			if place is not None:
				segment[place] = codes.get(name or "", NO_SEGMENT)
				clv[place], p_alive[place] = value, alive
		return cls(segment, clv, p_alive, computed_on, method)


@dataclass(frozen=True, slots=True)
class ValueTrend:
	"""Lifetime value at the end of each month, oldest first: total of all customers and average a customer, money."""

	months: tuple[str, ...]
	total: tuple[float, ...]
	average: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class DashboardFacts:
	"""Everything the dashboard shows, of the whole workshop; filters are applied by `dashboard.build`.

	values: stored values, None computes them now. trend: stored month ends, used while no filter narrows the
	customers; None computes them now. points_liability: money owed in loyalty points, None without a program.
	"""

	as_of: date
	currency: str
	customers: Customers
	service_types: tuple[ServiceType, ...]
	transactions: Transactions
	invitations: Invitations = field(default_factory=Invitations.none)
	values: CustomerValues | None = None
	trend: ValueTrend | None = None
	points_liability: float | None = None
	rules: ScoringRules = field(default_factory=ScoringRules)
