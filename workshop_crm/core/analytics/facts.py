"""What a host hands to the dashboard: its records as columns, nothing computed.

`stored.facts_of` makes them of the columns that a host keeps; tests write them out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import numpy as np

from workshop_crm.core.analytics.arrays import Bytes, Codes, Days, Flags, Floats, Shorts
from workshop_crm.core.analytics.holdout import Holdout
from workshop_crm.core.analytics.moves import Moves
from workshop_crm.core.analytics.names import Names, PlainNames
from workshop_crm.core.analytics.rules import ScoringRules
from workshop_crm.core.analytics.transactions import Transactions

NO_RATING = 0


Directory: TypeAlias = Callable[[Sequence[str]], Mapping[str, tuple[str, str]]]
"""Name and Arabic name of customers by id; one without an entry has none."""


@dataclass(frozen=True, slots=True)
class Customers:
	"""Ids of all customers, whose index is the one the other columns use, and where their names are looked up."""

	ids: Names
	directory: Directory

	def __len__(self) -> int:
		return len(self.ids)

	def named(self, places: Sequence[int]) -> list[tuple[str, str, str]]:
		"""(id, name, Arabic name) of the customers with these indexes."""
		ids = [self.ids[place] for place in places]
		known = self.directory(ids)
		return [(customer, *known.get(customer, (customer, ""))) for customer in ids]

	@classmethod
	def from_rows(cls, rows: Iterable[tuple[str, str, str | None]]) -> Customers:
		"""From (id, name, Arabic name or None)."""
		names = {row[0]: (row[1], row[2] or "") for row in rows}
		return cls(PlainNames(names), lambda ids: names)


@dataclass(frozen=True, slots=True)
class ServiceType:
	"""A service type; its index in `DashboardFacts.service_types` is the one the other columns use."""

	name: str
	name_ar: str = ""


def service_index(service_types: Sequence[ServiceType]) -> dict[str, int]:
	"""Index by name."""
	return {service.name: place for place, service in enumerate(service_types)}


@dataclass(frozen=True, slots=True)
class Tiers:
	"""The loyalty program's tiers in order, the ids of the customers who hold one today, and Arabic names by name."""

	names: tuple[str, ...]
	members: Callable[[str], Sequence[str]]
	names_ar: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Invitations:
	"""One element per survey invitation that was sent, in arrays of the same length.

	customer, service, branch, make: indexes as in `Transactions`. day: ordinal of sending. answered: an answer came.
	rating: 1..5, 0 when there is no answer or no rating question in it. how_far: what is known of the invitation
	itself, 1 delivered, 2 opened, 0 neither.
	"""

	customer: Codes
	day: Days
	service: Shorts
	branch: Shorts
	make: Shorts
	answered: Flags
	rating: Bytes
	how_far: Bytes

	def where(self, mask: Flags) -> Invitations:
		"""The invitations for which `mask` is true."""
		if mask.all():
			return self
		return Invitations(
			self.customer[mask],
			self.day[mask],
			self.service[mask],
			self.branch[mask],
			self.make[mask],
			self.answered[mask],
			self.rating[mask],
			self.how_far[mask],
		)

	@classmethod
	def none(cls) -> Invitations:
		"""No invitation at all."""
		codes = np.zeros(0, np.int16)
		return cls(
			np.zeros(0, np.int64),
			np.zeros(0, np.int32),
			codes,
			codes,
			codes,
			np.zeros(0, np.bool_),
			np.zeros(0, np.int8),
			np.zeros(0, np.int8),
		)


@dataclass(frozen=True, slots=True)
class ValueHistory:
	"""Lifetime value of every customer at the ends of months, oldest first.

	months: YYYY-MM. ends: the ordinal as of which each was valued. clv: for each month, money by customer.
	"""

	months: tuple[str, ...]
	ends: tuple[int, ...]
	clv: Sequence[Floats]


@dataclass(frozen=True, slots=True)
class CustomerValues:
	"""Computed values of every customer (arrays of length n), as stored by the last run of the scheduler job.

	segment: code, see `segments`. clv: money. p_alive: 0..1. method: one of `scores.METHODS`. history: None works it
	out when it is asked for. tests: of earlier forecasts, oldest first.
	"""

	segment: Bytes
	clv: Floats
	p_alive: Floats
	computed_on: date
	method: str
	history: ValueHistory | None = None
	tests: tuple[Holdout, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueTrend:
	"""Lifetime value at the end of each month, oldest first: total of all customers and average a customer, money."""

	months: tuple[str, ...]
	total: tuple[float, ...]
	average: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class DashboardFacts:
	"""Everything the dashboard shows, of what its reader may see; filters are applied by `dashboard.build`.

	branches, makes: names by the codes of the columns. values: stored values, None computes them now. seen: the
	customers whom the reader may see, None for all. is_whole: the reader may see everything. points_liability: money owed in loyalty points, None without a
	program; asked for by the one tile that shows it.
	"""

	as_of: date
	currency: str
	customers: Customers
	service_types: tuple[ServiceType, ...]
	transactions: Transactions
	invitations: Invitations = field(default_factory=Invitations.none)
	moves: Moves = field(default_factory=Moves.none)
	branches: tuple[str, ...] = ()
	makes: tuple[str, ...] = ()
	tiers: Tiers | None = None
	values: CustomerValues | None = None
	seen: Flags | None = None
	is_whole: bool = True
	points_liability: Callable[[], float | None] = lambda: None
	rules: ScoringRules = field(default_factory=ScoringRules)
