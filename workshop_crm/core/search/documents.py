"""What search knows about a customer, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.plates import Plate
from workshop_crm.core.names.spelled import SpelledName, spelled
from workshop_crm.core.search.codes import alphanumeric, phone_keys, plate_keys
from workshop_crm.core.search.email_codes import email_key

NO_NAME = SpelledName()


@dataclass(frozen=True, slots=True)
class CustomerDocument:
	"""One customer as handed to an index.

	`phones` in E.164, `plates` in any spelling, `last_visit` an ISO date, `value` in money (only for order among equals),
	`notes` free text that only an engine with a full text search uses.
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
	notes: str = ""
	emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
	"""A document with its names spelled once, when it was indexed; the Arabic one is left out when it is the same.

	`written` and `written_ar` are the names folded; `codes` are the keys of all phones, plates, VINs, e-mail addresses and of the id, with a space between them.
	"""

	document: CustomerDocument
	name: SpelledName
	name_ar: SpelledName
	codes: str
	written: str = ""
	written_ar: str = ""

	@property
	def vocabulary(self) -> set[str]:
		"""The words under which the names are found."""
		names = (self.name, self.name_ar)
		return {word for name in names for word in (*name.words, *name.parts, *name.written)}


@dataclass(frozen=True, slots=True)
class Span:
	"""What to highlight: characters `start` to `end` of a text of the customer.

	`field` is "name", "name_ar", "phone" (E.164), "plate" (as shown in Latin script), "plate_ar" (in Arabic script),
	"vin" or "email"; `number` says which of the customer's phones, plates, VINs or addresses it is.
	"""

	field: str
	start: int
	end: int
	number: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
	"""One answer: `score` 0 to 100, `reason` a code of `reasons`, `matched` the name, phone, plate, VIN or id that matched.

	`likeness` is the score as the order has it, finer and without an upper end: only customers equal in it are ties.
	`is_written`: the name is written as it was typed.
	"""

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
	spans: tuple[Span, ...] = ()
	likeness: float = 0.0
	emails: tuple[str, ...] = ()
	is_written: bool = False


def candidate(document: CustomerDocument) -> Candidate:
	"""Spell the names of a document."""
	folded, folded_ar = fold(document.name), fold(document.name_ar)
	folded_ar = "" if folded_ar == folded else folded_ar
	codes = " ".join(_code_keys(document))
	return Candidate(document, spelled(folded), spelled(folded_ar), codes, folded, folded_ar)


def _code_keys(document: CustomerDocument) -> Iterator[str]:
	for phone in document.phones:
		yield from phone_keys(phone)
	for plate in document.plates:
		yield from plate_keys(plate)
	yield from map(alphanumeric, document.vins)
	yield alphanumeric(document.customer)
	yield from map(email_key, document.emails)
