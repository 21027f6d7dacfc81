"""What the search reads of the host's own tables: invoices and cars, which are not in the index."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from workshop_crm.core.search.car_models import CarModel
from workshop_crm.core.search.documents import CustomerDocument, Hit
from workshop_crm.core.search.invoice_numbers import Series
from workshop_crm.core.search.ranking import found_hit
from workshop_crm.core.search.visible import Restricted


@dataclass(frozen=True, slots=True)
class FoundInvoice:
	"""An invoice that the user may see, of a customer whom the user may see."""

	name: str
	customer: str
	day: date


@dataclass(frozen=True, slots=True)
class FoundCar:
	"""A car of a customer whom the user may see."""

	customer: str
	model: CarModel


@dataclass(frozen=True, slots=True)
class Wanted:
	"""Cars that are asked for: of any of the `models`, and of one model `year` where there is one."""

	models: Sequence[CarModel]
	year: int | None = None


class Records(Protocol):
	"""The host's tables; everything is as far as the user may see it."""

	def series(self) -> Sequence[Series]:
		"""Of the names of invoices, the latest first."""
		...

	def invoices(self, names: Collection[str], beginning: str, most: int) -> Sequence[FoundInvoice]:
		"""Those of these names, and where there is a `beginning` some whose names begin so, the latest first."""
		...

	def models(self) -> Sequence[CarModel]:
		"""The different makes and models of all cars."""
		...

	def cars(self, wanted: Wanted, most: int) -> Sequence[FoundCar]:
		"""Such cars that have an owner, one an owner, those changed or served last first."""
		...

	def cars_of(self, customers: Sequence[str], wanted: Wanted) -> Sequence[FoundCar]:
		"""Such cars of these customers, the one changed or served last of each."""
		...

	def owners(self, wanted: Wanted, most: int) -> Collection[str]:
		"""All who have such a car; where they are more than the user may see or `most`, any `most` customers."""
		...

	def documents(self, customers: Sequence[str]) -> Iterable[CustomerDocument]:
		"""Those of the named customers who exist."""
		...


@dataclass(frozen=True, slots=True)
class Lookup:
	"""Where a search looks after its first query of the index; `limit` hits are wanted.

	`among` asks the index for the hits of a text, of certain customers only. `region` is the country of phones.
	"""

	records: Records
	among: Callable[[str, Restricted], list[Hit]]
	limit: int
	region: str

	def hits(self, found: Sequence[tuple[str, str]], reason: str) -> list[Hit]:
		"""Customers, each with what they were found by; those who do not exist are left out."""
		customers = [customer for customer, _ in found]
		documents = {one.customer: one for one in self.records.documents(customers)} if found else {}
		return [
			found_hit(documents[customer], reason, matched, self.region)
			for customer, matched in found
			if customer in documents
		]
