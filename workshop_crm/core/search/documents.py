"""What search knows about a customer, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.plates import Plate


@dataclass(frozen=True, slots=True)
class CustomerDocument:
	"""One customer as handed to an index.

	`phones` in E.164, `plates` in any spelling, `last_visit` an ISO date, `value` in money (only for order among equals).
	"""

	customer: str
	name: str
	name_ar: str = ""
	phones: tuple[str, ...] = ()
	plates: tuple[str, ...] = ()
	vins: tuple[str, ...] = ()
	disabled: bool = False
	last_visit: str | None = None
	value: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
	"""A document with its names folded once, when it was indexed; empty names are left out."""

	document: CustomerDocument
	folded_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
	"""One answer: `score` 0 to 100, `reason` a code of `reasons`, `matched` the name, phone, plate, VIN or id that matched."""

	customer: str
	name: str
	name_ar: str
	phones: tuple[str, ...]
	plates: tuple[Plate, ...]
	score: float
	reason: str
	matched: str
	disabled: bool
	last_visit: str | None


def candidate(document: CustomerDocument) -> Candidate:
	"""Fold the names of a document."""
	folded = dict.fromkeys((fold(document.name), fold(document.name_ar)))
	return Candidate(document, tuple(name for name in folded if name))
