"""Names typed as they are stored, letter by letter, among customers who have a name in each script."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from statistics import fmean
from time import perf_counter

from benchmarks.search.names import Pair, customer_id, phone_of, plate_of
from benchmarks.search.quality import Search, times
from workshop_crm.core.names.fold import fold
from workshop_crm.core.search.documents import CustomerDocument, Hit

LENGTHS = (3, 4, 5, 6, 8, 10)
PLACES = 10
_DAYS, _MONTHS, _DAY_STEP = 28, 12, 7_919
_AFTER_ALL_LETTERS = "\U0010ffff"


def both_names(pairs: Sequence[Pair]) -> list[CustomerDocument]:
	"""One customer for each Arabic name, with its first Latin spelling and a last visit."""
	first = {pair.arabic: pair for pair in reversed(pairs)}
	return [_customer(number, pair) for number, pair in enumerate(first.values())]


def as_typed(search: Search, documents: Sequence[CustomerDocument], asked: int) -> dict[str, object]:
	"""For each script, names of `asked` customers; the times are those of both scripts together."""
	step = max(1, len(documents) // asked)
	typists = {
		"latin": _Typist([document.name for document in documents], documents),
		"arabic": _Typist([document.name_ar for document in documents], documents),
	}
	shares: dict[str, object] = {
		script: typist.shares(search, range(0, len(documents), step)) for script, typist in typists.items()
	}
	spent = [milliseconds for typist in typists.values() for milliseconds in typist.milliseconds]
	return {**shares, **times(spent)}


@dataclass(slots=True)
class _Shares:
	"""One number a query: whether the first hit is written so, the share of such hits, whether the customer is among them."""

	first: list[float] = field(default_factory=list)
	filled: list[float] = field(default_factory=list)
	found: list[float] = field(default_factory=list)

	def summary(self) -> dict[str, float]:
		return {
			name: round(fmean(values), 4)
			for name, values in (("first", self.first), ("filled", self.filled), ("found", self.found))
			if values
		}


class _Typist:
	"""Types the names of one script; `written` says who has a name, or a word of it, that begins so."""

	def __init__(self, names: Sequence[str], documents: Sequence[CustomerDocument]) -> None:
		self._names = names
		self._customers = [document.customer for document in documents]
		self._folded = dict(zip(self._customers, map(fold, names), strict=True))
		self._beginnings = sorted(
			(beginning, customer)
			for customer, name in self._folded.items()
			for beginning in _from_each_word(name)
		)
		self.milliseconds: list[float] = []

	def shares(self, search: Search, numbers: Sequence[int]) -> dict[str, float]:
		shares = _Shares()
		for number in numbers:
			for typed in _beginnings(self._names[number]):
				started = perf_counter()
				hits = search(typed, PLACES)
				self.milliseconds.append(1000 * (perf_counter() - started))
				self._add(shares, hits, fold(typed), self._customers[number])
		return shares.summary()

	def _add(self, shares: _Shares, hits: Sequence[Hit], typed: str, customer: str) -> None:
		shown = [self._is_written(hit.customer, typed) for hit in hits]
		shares.first.append(float(bool(shown) and shown[0]))
		if self._has_more_than(typed, PLACES - 1):
			shares.filled.append(sum(shown) / PLACES)
		if not self._has_more_than(typed, PLACES, names_only=True):
			shares.found.append(float(customer in [hit.customer for hit in hits]))

	def _is_written(self, customer: str, typed: str) -> bool:
		return any(beginning.startswith(typed) for beginning in _from_each_word(self._folded[customer]))

	def _has_more_than(self, typed: str, most: int, names_only: bool = False) -> bool:
		begin = bisect_left(self._beginnings, (typed,))
		end = bisect_right(self._beginnings, (typed + _AFTER_ALL_LETTERS,))
		found = (
			customer
			for beginning, customer in islice(self._beginnings, begin, end)
			if not names_only or beginning == self._folded[customer]
		)
		different: set[str] = set()
		for customer in found:
			different.add(customer)
			if len(different) > most:
				return True
		return False


def _beginnings(name: str) -> Iterator[str]:
	yield from (name[:length] for length in LENGTHS if length < len(name))
	yield name


def _from_each_word(folded: str) -> list[str]:
	words = folded.split()
	return [" ".join(words[place:]) for place in range(len(words))]


def _customer(number: int, pair: Pair) -> CustomerDocument:
	day = number * _DAY_STEP % (_DAYS * _MONTHS)
	visit = f"2025-{1 + day // _DAYS:02d}-{1 + day % _DAYS:02d}"
	owned = ((phone_of(number),), (plate_of(number),))
	return CustomerDocument(customer_id(number), pair.english, pair.arabic, *owned, last_visit=visit)
