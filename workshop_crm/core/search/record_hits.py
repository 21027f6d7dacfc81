"""What is found in the host's own tables, not in the index: customers by the number of an invoice or the model of a car.

Names keep their order. Where the number of an invoice is typed, it comes first. Cars come behind what is written as typed, and
before names that only sound like it when a model is written as typed; else behind all names. When a name and a car are
typed together, customers who have both come first, after those whose own name has all the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from workshop_crm.core.names.fold import fold
from workshop_crm.core.search import reasons
from workshop_crm.core.search.car_models import may_mean_car, models_there
from workshop_crm.core.search.documents import Hit
from workshop_crm.core.search.invoice_numbers import invoice_number
from workshop_crm.core.search.owners import owners, owners_called
from workshop_crm.core.search.tables import Lookup, Wanted

MAX_INVOICES = 5
# What comes later keeps so many places when what comes first would fill the list.
KEPT = 2
_CODES = frozenset({reasons.PHONE, reasons.PLATE, reasons.VIN, reasons.CODE, reasons.EMAIL})


def with_records(text: str, hits: Sequence[Hit], lookup: Lookup) -> list[Hit]:
	"""The `hits` of the index for `text` with those of the host's records in their places, no customer twice."""
	invoices, is_number = _by_invoice(text, lookup)
	there = models_there(tuple(lookup.records.models()) if may_mean_car(text) else ())
	meant = there.meant(text)
	if meant.models:
		cars = owners(Wanted(meant.models), meant.is_make, lookup)
		first = [hit for hit in hits if hit.is_written or hit.reason in _CODES] if meant.is_exact else hits
	else:
		cars = owners_called(text, hits, there, lookup)
		first = [hit for hit in hits if _is_called(text, hit)] if cars else hits
	if is_number:
		return _in_turn([invoices, hits, cars], lookup.limit)
	return _in_turn([first, invoices, cars, [hit for hit in hits if hit not in first]], lookup.limit)


def _is_called(text: str, hit: Hit) -> bool:
	"""Whether one of the names has all the words, the last as far as it is typed."""
	*whole, last = fold(text).split() or [""]
	names = [fold(name).split() for name in (hit.name, hit.name_ar)]
	return hit.is_written or any(
		set(whole) <= set(words) and any(word.startswith(last) for word in words) for words in names
	)


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


def _by_invoice(text: str, lookup: Lookup) -> tuple[list[Hit], bool]:
	"""Customers of the invoices that the text may be the number of; whether it hardly can be anything else."""
	number, records = invoice_number(text), lookup.records
	if number is None:
		return [], False
	names = number.names(records.series())
	found = records.invoices(names, number.beginning, MAX_INVOICES) if names or number.beginning else []
	hits = lookup.hits([(one.customer, one.name) for one in found], reasons.INVOICE)
	return hits, number.is_sure and bool(hits)
