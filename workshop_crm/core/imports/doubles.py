"""Rows that likely speak of a customer who is there, or of one in another row, but say nothing that makes it sure.

Nothing is written before somebody has decided: joined with the other one, or kept apart. Two people of one name who have
different numbers are shown and kept apart unless somebody says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from workshop_crm.core.imports.persons import Named, names_of
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.sound import word_sounds
from workshop_crm.core.names.spelled import spelled
from workshop_crm.core.search import duplicates
from workshop_crm.core.search.documents import CustomerDocument, Hit

if TYPE_CHECKING:
	from workshop_crm.core.imports.customer_plan import PlannedCustomer

APART = "apart"
MERGE = "merge"

MAX_CANDIDATES = 3
# Rows with one key; a name that more have says nothing.
MAX_BLOCK = 50

Decisions = Mapping[int, str]
"""By the line of a row: APART, or the handle of the customer with whom it is to be joined."""


class Likely(NamedTuple):
	"""A customer who may be that of a row; `handle` as in `PlannedCustomer`, `reason` as in `core.search.duplicates`."""

	handle: str
	name: str
	name_ar: str
	phone: str
	reason: str


@dataclass(frozen=True, slots=True)
class Double:
	"""A row, and who its customer may be, the likeliest first.

	It `must_be_decided` unless there is no more than a name that two people with numbers of their own may share.
	"""

	line: int
	name: str
	name_ar: str
	phone: str
	candidates: tuple[Likely, ...]

	@property
	def must_be_decided(self) -> bool:
		return any(
			one.reason != duplicates.NAME or not one.phone or not self.phone for one in self.candidates
		)

	def as_dict(self) -> dict[str, Any]:
		return {
			"line": self.line,
			"name": self.name,
			"name_ar": self.name_ar,
			"phone": self.phone,
			"must_be_decided": self.must_be_decided,
			"candidates": [one._asdict() for one in self.candidates],
		}


def find_doubles(
	customers: Sequence[PlannedCustomer],
	decisions: Decisions,
	likely: Callable[[CustomerDocument], Sequence[Likely]],
	progress: Callable[[int, int], None],
) -> list[Double]:
	"""The doubles among new customers; `likely` looks among those that are stored."""
	earlier = _Earlier()
	found = []
	for done, customer in enumerate(customers):
		progress(done, len(customers))
		document = _document(customer)
		if customer.line not in decisions:
			candidates = _likeliest(document, [*likely(document), *earlier.likely(document)])
			if candidates:
				found.append(
					Double(customer.line, document.name, document.name_ar, customer.facts.phone, candidates)
				)
		earlier.add(document)
	return found


def _likeliest(document: CustomerDocument, found: Sequence[Likely]) -> tuple[Likely, ...]:
	"""Those with the same number and name, then the same number, then a name; the very same name first."""
	order = (duplicates.BOTH, duplicates.PHONE, duplicates.NAME)
	names = names_of(document)
	ordered = sorted(
		(one for one in found if _says_enough(document, one)),
		key=lambda one: (order.index(one.reason), not names & names_of(one)),
	)
	return tuple(ordered[:MAX_CANDIDATES])


def _says_enough(document: CustomerDocument, one: Likely) -> bool:
	"""Of two people with numbers of their own, only a name that is the same to the ear says anything."""
	if one.reason != duplicates.NAME or not one.phone or not document.phones:
		return True
	return _sound_the_same(document, one)


def _may_say_enough(document: CustomerDocument, one: CustomerDocument) -> bool:
	"""As `_says_enough`, before the names are compared at length."""
	if not document.phones or not one.phones or set(document.phones) & set(one.phones):
		return True
	return _sound_the_same(document, one)


def _sound_the_same(one: Named, other: Named) -> bool:
	return bool(_whole_sounds(one) & _whole_sounds(other))


class _Earlier:
	"""The new customers of rows before, by their numbers and by the sound of their names."""

	def __init__(self) -> None:
		self._blocks: dict[str, list[CustomerDocument]] = {}

	def add(self, document: CustomerDocument) -> None:
		for key in _keys(document):
			self._blocks.setdefault(key, []).append(document)

	def likely(self, document: CustomerDocument) -> list[Likely]:
		blocks = (self._blocks.get(key, ()) for key in _keys(document))
		same = {
			one.customer: one
			for block in blocks
			if len(block) <= MAX_BLOCK
			for one in block
			if _may_say_enough(document, one)
		}
		found = duplicates.likely_duplicates(document, list(same.values()))
		reasons = {one.customer: one.reason for one in found}
		for one in same.values():
			if one.customer not in reasons and names_of(one) & names_of(document):
				reasons[one.customer] = duplicates.NAME
		return [_likely(same[handle], reason) for handle, reason in reasons.items()]


def _keys(document: CustomerDocument) -> Iterator[str]:
	yield from document.phones
	keys = {key for name in (document.name, document.name_ar) for key in _sounds(name)}
	yield from keys


def _sounds(name: str) -> Iterator[str]:
	"""The sound of the whole name, and of its first and last word."""
	words = [word_sounds(word)[0] for word in spelled(fold(name)).words]
	if words and all(words):
		yield "".join(words)
		yield f"{words[0]}…{words[-1]}"


def _whole_sounds(named: Named) -> set[str]:
	return {next(_sounds(name), "") for name in (named.name, named.name_ar)} - {""}


def _document(customer: PlannedCustomer) -> CustomerDocument:
	facts = customer.facts
	phones = (facts.phone, *customer.phones) if facts.phone else customer.phones
	return CustomerDocument(customer.handle, facts.name, facts.name_ar, phones)


def likely_of(found: Sequence[tuple[Hit, str]]) -> list[Likely]:
	"""What a search for duplicates found, each with its reason."""
	return [
		Likely(hit.customer, hit.name, hit.name_ar, hit.phones[0] if hit.phones else "", reason)
		for hit, reason in found
	]


def _likely(one: CustomerDocument, reason: str) -> Likely:
	return Likely(one.customer, one.name, one.name_ar, one.phones[0] if one.phones else "", reason)
