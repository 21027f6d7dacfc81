"""Whether a customer about to be made is one that exists: by the phone, by the name in either script, or by both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.phones import national_digits, parse_phone
from workshop_crm.core.names.spelled import SpelledName, spelled
from workshop_crm.core.search.documents import CustomerDocument, Hit
from workshop_crm.core.search.name_cost import NameTable, whole_cost

# Who is there already: as an index keeps a customer, or as a search found one.
Known = CustomerDocument | Hit

PHONE = "phone"
NAME = "name"
BOTH = "both"

# Of 100; one word alone is many people's name, so it says something only together with the phone.
LEAST_ALIKE = 75.0
# Across scripts the same name is less alike, and so are others: shown with the likest, and not far behind it.
LEAST_ALIKE_ACROSS = 64.0
MAX_BEHIND_ACROSS = 16.0
LEAST_ALIKE_WITH_PHONE = 50.0
MIN_WORDS = 2


@dataclass(frozen=True, slots=True)
class Duplicate:
	"""A customer who is likely the same person: `alike` 0 to 100 is how well the names agree, `is_across` only in two scripts."""

	customer: str
	reason: str
	alike: float
	is_across: bool = False


def described(values: Mapping[str, object], region: str) -> CustomerDocument:
	"""What is told of a customer so far: `name`, `name_ar`, `phone`, and `customer` when there is one already.

	A phone that is still being typed tells nothing. `region` is the country of a phone without a country code.
	"""
	typed = {key: str(values.get(key) or "").strip() for key in ("customer", "name", "name_ar", "phone")}
	try:
		phones = (parse_phone(typed["phone"], region),) if typed["phone"] else ()
	except InvalidInput:
		phones = ()
	return CustomerDocument(typed["customer"], typed["name"], typed["name_ar"], phones)


def likely_duplicates(document: CustomerDocument, known: Sequence[Known]) -> list[Duplicate]:
	"""Those of `known` who are likely the customer of `document`: same phone and name first, then phone, then name.

	`known` are what searching for the phones and for each name of the document found; the document itself may be there.
	"""
	others = [one for one in known if one.customer != document.customer]
	phones = {national_digits(phone) for phone in document.phones} - {""}
	names = [name for name in (spelled(fold(document.name)), spelled(fold(document.name_ar))) if name]
	likeness = _likeness(names, others)
	likest_across = min(100.0, max((one.across for one in likeness), default=0.0))
	least_across = max(LEAST_ALIKE_ACROSS, likest_across - MAX_BEHIND_ACROSS)
	found = []
	for one, alike in zip(others, likeness, strict=True):
		is_same = alike.same_script >= LEAST_ALIKE or alike.across >= least_across
		if reason := _reason(phones, one, alike.best, is_same and _words(document, names, one) >= MIN_WORDS):
			is_across = alike.same_script < LEAST_ALIKE
			found.append(Duplicate(one.customer, reason, round(alike.best, 1), is_across))
	return sorted(found, key=lambda one: ((BOTH, PHONE, NAME).index(one.reason), -one.alike, one.customer))


def first_of(duplicates: Sequence[Duplicate], most: int) -> list[Duplicate]:
	"""The first `most`; many of one name leave a place for the likest in the other script."""
	first, others = list(duplicates[:most]), duplicates[most:]
	across = next((one for one in others if one.is_across), None)
	if across and not any(one.is_across for one in first):
		first[-1] = across
	return first


@dataclass(frozen=True, slots=True)
class _Likeness:
	"""How well the names agree, 0 to 100: those in one script, and those in two."""

	same_script: float
	across: float

	@property
	def best(self) -> float:
		return min(100.0, max(self.same_script, self.across))


def _reason(phones: set[str], known: Known, alike: float, is_same_name: bool) -> str:
	if phones & {national_digits(phone) for phone in known.phones}:
		return BOTH if alike >= LEAST_ALIKE_WITH_PHONE else PHONE
	return NAME if is_same_name else ""


def _words(document: CustomerDocument, names: Sequence[SpelledName], known: Known) -> int:
	"""Of the document's longest name; where blanks alone tell two names apart, all words of the longer one."""
	typed, other = ([fold(name) for name in (one.name, one.name_ar) if name] for one in (document, known))
	same = [
		name for one in typed for stored in other if _joined(one) == _joined(stored) for name in (one, stored)
	]
	return max([*(len(name.words) for name in names), *(len(name.split()) for name in same)], default=0)


def _joined(folded: str) -> str:
	return folded.replace(" ", "")


def _likeness(names: Sequence[SpelledName], known: Sequence[Known]) -> list[_Likeness]:
	"""For each customer the best agreement of any of its names with any of `names`."""
	spellings = [spelled(fold(text)) for one in known for text in (one.name, one.name_ar)]
	table = NameTable(spellings)
	is_latin = np.array([name.is_latin for name in spellings], np.bool_)
	best = np.zeros((2, len(spellings)))
	for name in names:
		alike = 100.0 * (1.0 - table.costs(name, may_be_beginning=False) / whole_cost(name))
		is_across = is_latin != name.is_latin
		best[0] = np.maximum(best[0], np.where(is_across, 0.0, alike))
		best[1] = np.maximum(best[1], np.where(is_across, alike, 0.0))
	same_script, across = best.reshape(2, -1, 2).max(axis=2).tolist()
	return [_Likeness(*pair) for pair in zip(same_script, across, strict=True)]
