"""Customers by a name, a phone or a plate and a car together: those who are found by the one and have the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workshop_crm.core.search import reasons
from workshop_crm.core.search.car_in_text import CarInText, Means, cars_in_text
from workshop_crm.core.search.car_models import CarModel, ModelsThere
from workshop_crm.core.search.documents import Hit
from workshop_crm.core.search.ranking import DOUBTFUL
from workshop_crm.core.search.tables import Lookup, Wanted
from workshop_crm.core.search.visible import Restricted

# So many owners of the cars that changed last are put in the order of their visits.
MIN_OWNERS = 20


def owners(wanted: Wanted, is_make: bool, lookup: Lookup) -> list[Hit]:
	"""Those who have such a car, who came last first, disabled ones at the end."""
	found = lookup.records.cars(wanted, max(lookup.limit, MIN_OWNERS))
	hits = lookup.hits([(one.customer, _label(one.model, wanted)) for one in found], _reason(is_make))
	latest = sorted(hits, key=lambda hit: hit.last_visit or "", reverse=True)
	return sorted(latest, key=lambda hit: hit.disabled)[: lookup.limit]


def owners_called(text: str, hits: Sequence[Hit], there: ModelsThere, lookup: Lookup) -> list[Hit]:
	"""Those who are found by the other words of a text that names a car, and have such a car; the hit says which.

	`hits` are those of the whole text. A car that is not written as typed counts where nobody is likely called so.
	"""
	found = _found(text, there.written_with_article, lookup)
	if found or any(map(_is_sure, hits)):
		return found
	return _found(text, there.near, lookup)


def _found(text: str, means: Means, lookup: Lookup) -> list[Hit]:
	found: dict[str, Hit] = {}
	for reading in cars_in_text(text, means):
		for hit in _owners_by(reading, lookup):
			found.setdefault(hit.customer, hit)
	return list(found.values())


def _owners_by(reading: CarInText, lookup: Lookup) -> list[Hit]:
	wanted, records = Wanted(reading.models, reading.year), lookup.records
	if not reading.rest:
		return owners(wanted, reading.is_make, lookup)
	having = Restricted(
		lambda customers: {one.customer for one in records.cars_of(customers, wanted)},
		lambda most: records.owners(wanted, most),
	)
	hits = list(filter(_is_sure, lookup.among(reading.rest, having)))
	cars = {one.customer: one for one in records.cars_of([hit.customer for hit in hits], wanted)}
	return [
		replace(hit, reason=_reason(reading.is_make), matched=_label(cars[hit.customer].model, wanted))
		for hit in hits
		if hit.customer in cars
	]


def _is_sure(hit: Hit) -> bool:
	return hit.is_written or hit.score >= DOUBTFUL


def _reason(is_make: bool) -> str:
	return reasons.MAKE if is_make else reasons.MODEL


def _label(model: CarModel, wanted: Wanted) -> str:
	return f"{model.label} {wanted.year}" if wanted.year else model.label
