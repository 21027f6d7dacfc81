"""Whether a customer about to be made is one that exists: by the phone, by the name in either script, or by both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.phones import national_digits, parse_phone
from workshop_crm.core.names.spelled import SpelledName, spelled
from workshop_crm.core.search.documents import CustomerDocument, Hit
from workshop_crm.core.search.name_cost import NameTable, whole_cost

PHONE = "phone"
NAME = "name"
BOTH = "both"

# Of 100; one word alone is many people's name, so it says something only together with the phone.
LEAST_ALIKE = 75.0
LEAST_ALIKE_WITH_PHONE = 50.0
MIN_WORDS = 2


@dataclass(frozen=True, slots=True)
class Duplicate:
	"""A customer who is likely the same person: `alike` 0 to 100 is how well the names agree."""

	customer: str
	reason: str
	alike: float


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


def likely_duplicates(document: CustomerDocument, hits: Sequence[Hit]) -> list[Duplicate]:
	"""Those of `hits` who are likely the customer of `document`: same phone and name first, then phone, then name.

	`hits` are what searching for the phones and for each name of the document found; the document itself may be there.
	"""
	phones = {national_digits(phone) for phone in document.phones} - {""}
	names = [name for name in (spelled(fold(document.name)), spelled(fold(document.name_ar))) if name]
	alike = _alike(names, hits)
	found = [
		Duplicate(hit.customer, reason, round(likeness, 1))
		for hit, likeness in zip(hits, alike, strict=True)
		if hit.customer != document.customer
		and (reason := _reason(phones, hit, likeness, _words(document, names, hit)))
	]
	return sorted(found, key=lambda one: ((BOTH, PHONE, NAME).index(one.reason), -one.alike, one.customer))


def _reason(phones: set[str], hit: Hit, alike: float, words: int) -> str:
	if phones & {national_digits(phone) for phone in hit.phones}:
		return BOTH if alike >= LEAST_ALIKE_WITH_PHONE else PHONE
	return NAME if words >= MIN_WORDS and alike >= LEAST_ALIKE else ""


def _words(document: CustomerDocument, names: Sequence[SpelledName], hit: Hit) -> int:
	"""Of the document's longest name; where blanks alone tell two names apart, all words of the longer one."""
	typed, known = ([fold(name) for name in (one.name, one.name_ar) if name] for one in (document, hit))
	same = [
		name for one in typed for other in known if _joined(one) == _joined(other) for name in (one, other)
	]
	return max([*(len(name.words) for name in names), *(len(name.split()) for name in same)], default=0)


def _joined(folded: str) -> str:
	return folded.replace(" ", "")


def _alike(names: Sequence[SpelledName], hits: Sequence[Hit]) -> list[float]:
	"""For each hit the best agreement of any of its names with any of `names`."""
	table = NameTable([spelled(fold(text)) for hit in hits for text in (hit.name, hit.name_ar)])
	best = [0.0] * len(hits)
	for name in names:
		costs = table.costs(name, may_be_beginning=False).reshape(-1, 2).min(axis=1)
		alike = 100.0 * (1.0 - costs / whole_cost(name))
		best = [max(pair) for pair in zip(best, alike.tolist(), strict=True)]
	return [min(100.0, value) for value in best]
