"""What a visit is: whatever was done for one customer's car on one day, however many documents say so."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, TypeVar

Asked = TypeVar("Asked", bound=Mapping[str, Any])

SECOND: Final = "Follow-up"
"""The source of the invitation to a second survey, when a follow-up is closed."""
# Nobody is asked about a visit that was longer ago than this: the document was entered later, for the books.
MAX_DAYS_LATE = 2


@dataclass(frozen=True, slots=True)
class Visit:
	"""One document of a visit: an invoice, a maintenance visit, the job card of another app.

	`is_consolidated` marks an invoice that only sums up others, as the Point of Sale makes them.
	"""

	doctype: str
	document: str
	customer: str
	visited_on: date
	is_cancelled: bool = False
	is_return: bool = False
	is_consolidated: bool = False
	company: str | None = None
	vehicle: str | None = None
	service_type: str | None = None


def is_asked_about(visit: Visit, today: date) -> bool:
	"""Whether the document stands for a visit that somebody may be asked about."""
	is_real = not (visit.is_cancelled or visit.is_return or visit.is_consolidated)
	return is_real and bool(visit.customer) and visit.visited_on >= oldest_visit(today)


def oldest_visit(today: date) -> date:
	"""The day of the oldest visits that are still asked about."""
	return today - timedelta(days=MAX_DAYS_LATE)


def invitation_to(visit: Visit, invitations: Iterable[Asked]) -> Asked | None:
	"""The invitation among those of one customer that was made for this visit, if there is one.

	That of the very document goes before another one of the day. The second survey after a follow-up is of the same visit, but is
	not the one by which the customer is asked about it.
	"""
	of_visit = [one for one in invitations if one["source"] != SECOND and _is_same(visit, one)]
	return min(of_visit, key=lambda one: not _is_of_document(visit, one), default=None)


def visit_key(visit: Visit) -> str:
	"""What identifies a visit in the database: 32 hexadecimal characters, the same whichever document comes first."""
	of_visit = "\n".join((visit.customer, visit.vehicle or "", visit.visited_on.isoformat()))
	return hashlib.sha256(of_visit.encode()).hexdigest()[:32]


def in_sample(key: str, percent: float) -> bool:
	"""Whether a visit is among the `percent` that are asked. The same visit is always drawn alike."""
	drawn = int(hashlib.sha256(f"sample {key}".encode()).hexdigest()[:13], 16) / 16**13
	return drawn * 100 < percent


def _is_same(visit: Visit, asked: Mapping[str, Any]) -> bool:
	"""A document is one visit, however often it changes. One that names no car belongs to whatever else was done that day."""
	if _is_of_document(visit, asked):
		return True
	if (asked["customer"], asked["visited_on"]) != (visit.customer, visit.visited_on):
		return False
	cars = {asked["vehicle"] or None, visit.vehicle or None} - {None}
	return len(cars) < 2


def _is_of_document(visit: Visit, asked: Mapping[str, Any]) -> bool:
	return (asked.get("reference_doctype"), asked.get("reference_name")) == (visit.doctype, visit.document)
