"""What is found beside the index, in the host's own tables: customers by the number of an invoice or the model of a car.

Names keep their order. Where the number of an invoice is typed, it comes first. Cars come behind what is written as typed, and
before names that only sound like it when a model is written as typed; else behind all names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Protocol

from workshop_crm.core.search import reasons
from workshop_crm.core.search.car_models import CarModel, may_mean_car, models_meant
from workshop_crm.core.search.documents import CustomerDocument, Hit
from workshop_crm.core.search.invoice_numbers import Series, invoice_number
from workshop_crm.core.search.ranking import found_hit

MAX_INVOICES = 5
# So many owners of the cars that changed last are put in the order of their visits.
MIN_OWNERS = 20
# A make has as many models as people have typed; each is a question of its own.
MAX_MODELS = 20
# What comes later keeps so many places when what comes first would fill the list.
KEPT = 2
_CODES = frozenset({reasons.PHONE, reasons.PLATE, reasons.VIN, reasons.CODE, reasons.EMAIL})


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

	def cars(self, models: Sequence[CarModel], most: int) -> Sequence[FoundCar]:
		"""Cars of these models that have an owner, one an owner, those changed or served last first."""
		...

	def documents(self, customers: Sequence[str]) -> Iterable[CustomerDocument]:
		"""Those of the named customers who exist."""
		...


def with_records(text: str, hits: Sequence[Hit], records: Records, limit: int, region: str) -> list[Hit]:
	"""The `hits` of the index for `text` with those of the records in their places, no customer twice."""
	invoices, is_number = _by_invoice(text, records, region)
	cars, is_model = _by_car(text, records, limit, region)
	if is_number:
		return _in_turn([invoices, hits, cars], limit)
	if not is_model:
		return _in_turn([hits, invoices, cars], limit)
	sure = [hit for hit in hits if hit.is_written or hit.reason in _CODES]
	return _in_turn([sure, invoices, cars, [hit for hit in hits if hit not in sure]], limit)


def _in_turn(groups: Sequence[Sequence[Hit]], limit: int) -> list[Hit]:
	"""The groups one after the other, no customer twice; each leaves KEPT places to every later one that needs them."""
	found: dict[str, Hit] = {}
	for place, group in enumerate(groups):
		kept = sum(min(KEPT, len(later)) for later in groups[place + 1 :])
		for hit in group:
			if len(found) < limit - kept:
				found.setdefault(hit.customer, hit)
	for hit in chain.from_iterable(groups):
		if len(found) < limit:
			found.setdefault(hit.customer, hit)
	return list(found.values())


def _by_invoice(text: str, records: Records, region: str) -> tuple[list[Hit], bool]:
	number = invoice_number(text)
	if number is None:
		return [], False
	names = number.names(records.series())
	found = records.invoices(names, number.beginning, MAX_INVOICES) if names or number.beginning else []
	hits = _hits([(one.customer, one.name) for one in found], reasons.INVOICE, records, region)
	return hits, number.is_sure and bool(hits)


def _by_car(text: str, records: Records, limit: int, region: str) -> tuple[list[Hit], bool]:
	if not may_mean_car(text):
		return [], False
	meant = models_meant(text, records.models())
	if not meant.models:
		return [], False
	found = records.cars(meant.models[:MAX_MODELS], max(limit, MIN_OWNERS))
	reason = reasons.MAKE if meant.is_make else reasons.MODEL
	hits = _hits([(one.customer, one.model.label) for one in found], reason, records, region)
	latest = sorted(hits, key=lambda hit: hit.last_visit or "", reverse=True)
	return sorted(latest, key=lambda hit: hit.disabled)[:limit], meant.is_exact


def _hits(found: Sequence[tuple[str, str]], reason: str, records: Records, region: str) -> list[Hit]:
	documents = (
		{one.customer: one for one in records.documents([customer for customer, _ in found])} if found else {}
	)
	return [
		found_hit(documents[customer], reason, matched, region)
		for customer, matched in found
		if customer in documents
	]
