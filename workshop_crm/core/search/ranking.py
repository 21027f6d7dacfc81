"""The final order of the customers found: best match first, exact spelling before variants, disabled ones last.

One function for every engine: an engine brings candidates, and what is asked for stands among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workshop_crm.core.names.spelled import SpelledName
from workshop_crm.core.search import reasons
from workshop_crm.core.search.code_match import NO_MATCH, CodeMatch, best_code
from workshop_crm.core.search.codes import shown_plate
from workshop_crm.core.search.documents import Candidate, CustomerDocument, Hit
from workshop_crm.core.search.name_cost import NameTable, spelled_as_typed, whole_cost
from workshop_crm.core.search.query import Query, Reading, cleaned
from workshop_crm.core.search.spans import Found, marked

Scores = NDArray[np.float64]

# Of the nearest by name an engine brings these in any case, and all who are not more than FAR nats behind the last of them:
# so far nobody is brought forward here.
SURELY_RANKED = 20
FAR = 5.0

LEAST_SCORE = 30.0
DOUBTFUL = 65.0

_SHARE_OF_BEST = 0.7
_BEST = 100.0
# The name letter for letter; the same but for letters that folding takes for one; at most what any other name has.
_EXACT = 200.0
_SAME_WORDS = 150.0
_BEST_OTHERWISE = 99.0
_LEAST_NAME_BESIDE_CODE = 40.0
_ONE_OF_TWO_PARTS = 0.6
_CLEARLY_BETTER = 10.0
_NEAR_BEST = 10.0
_ROUNDED_TO = 3


@dataclass(frozen=True, slots=True)
class _Match:
	score: float
	reason: str
	matched: str
	field: str = ""
	typed: SpelledName | None = None
	code: CodeMatch = NO_MATCH


def rank(query: Query, candidates: Iterable[Candidate], limit: int) -> list[Hit]:
	"""The best `limit` hits; equal scores by last visit, then by value. What is far below the best is left out."""
	by_id = {entry.document.customer: entry for entry in candidates}
	entries = [by_id[customer] for customer in sorted(by_id)]
	names = _Names(entries)
	answers = _Answers(query, entries, names)
	if query.other and answers.best < DOUBTFUL:
		others = _Answers(query.other, entries, names, reasons.KEYBOARD)
		if others.best >= answers.best + _CLEARLY_BETTER:
			answers = others
	places = answers.places(max(0, limit))
	matches = [answers.match(place) for place in places]
	return marked(
		[_hit(entries[place].document, match) for place, match in zip(places, matches, strict=True)],
		[Found(match.typed, match.field, match.code) for match in matches],
	)


def is_doubtful(query: Query, hits: Sequence[Hit]) -> bool:
	"""Whether `query.other` is worth looking for, because what was typed hardly is anybody's name or code."""
	if query.other is None or not hits:
		return query.other is not None
	# One that was found by chance, and fits the other keyboard only: those who fit it better were not looked for.
	return hits[0].score < DOUBTFUL or hits[0].reason == reasons.KEYBOARD


def recent_hit(document: CustomerDocument) -> Hit:
	"""A customer shown because of a recent visit, before anything is typed."""
	return _hit(document, _Match(0.0, reasons.RECENT, document.last_visit or ""))


def noted_hit(document: CustomerDocument) -> Hit:
	"""A customer of whom only the notes hold what was typed."""
	return _hit(document, _Match(0.0, reasons.NOTES, ""))


class _Names:
	"""The names of the candidates in one table: first all of `name`, then all of `name_ar`."""

	def __init__(self, entries: Sequence[Candidate]) -> None:
		self.table = NameTable([*(one.name for one in entries), *(one.name_ar for one in entries)])

	def likeness(self, typed: SpelledName) -> tuple[Scores, NDArray[np.bool_]]:
		"""[candidates]: 99 and less, more for very likely ones; and whether it is the Arabic name that answers."""
		costs = self.table.costs(typed).reshape(2, -1)
		in_arabic = costs[1] < costs[0]
		return _BEST_OTHERWISE * (1.0 - costs.min(axis=0).astype(np.float64) / whole_cost(typed)), in_arabic


class _Answers:
	"""How well each candidate answers a query, by the best of all readings. Scores above 100 are only for the order."""

	def __init__(
		self, query: Query, entries: Sequence[Candidate], names: _Names, name_reason: str = ""
	) -> None:
		self._entries = entries
		self._name_reason = name_reason
		read = [_Read(reading, query.text, entries, names) for reading in _sensible(query, names)]
		self._reads = read
		scores = np.array([one.scores for one in read]).reshape(len(read), len(entries))
		self._chosen = scores.argmax(axis=0) if read else np.zeros(0, np.int64)
		self._scores: Scores = scores.max(axis=0, initial=0.0)
		self.best = min(float(self._scores.max(initial=0.0)), _BEST)

	def places(self, limit: int) -> list[int]:
		"""Where the best `limit` candidates stand, in their order."""
		least = max(LEAST_SCORE, _SHARE_OF_BEST * self.best)
		found = [int(place) for place in np.flatnonzero(self._scores >= least)]
		documents = {place: self._entries[place].document for place in found}
		found.sort(
			key=lambda place: (documents[place].last_visit or "", documents[place].value), reverse=True
		)
		found.sort(
			key=lambda place: (documents[place].disabled, -round(float(self._scores[place]), _ROUNDED_TO))
		)
		return found[:limit]

	def match(self, place: int) -> _Match:
		"""Why the candidate at this place was found."""
		read: _Read = self._reads[int(self._chosen[place])]
		return read.match(place, float(self._scores[place]), self._name_reason)


def _sensible(query: Query, names: _Names) -> list[Reading]:
	"""The readings that can be meant: numbers are part of a name only where some name has one."""
	return [
		reading
		for reading in query.readings
		if reading.codes or not _numbered(reading.name) or names.table.has_digits or len(query.readings) == 1
	]


class _Read:
	"""One reading of the query held against all candidates: `scores` [candidates]."""

	def __init__(self, reading: Reading, text: str, entries: Sequence[Candidate], names: _Names) -> None:
		self._reading = reading
		self._entries = entries
		self._codes: list[CodeMatch] = []
		self._names = np.zeros(len(entries))
		self.scores = np.zeros(len(entries))
		if reading.name:
			self._names, self._in_arabic = names.likeness(reading.name)
			self._add_traces(text)
			self.scores = self._names
		if reading.codes:
			self._codes = [best_code(reading.codes, entry) for entry in entries]
			codes = np.array([code.score for code in self._codes])
			self.scores = _together(self._names, codes) if reading.name else codes

	def match(self, place: int, score: float, name_reason: str) -> _Match:
		"""What of the candidate at this place answers the reading."""
		code = self._codes[place] if self._codes else NO_MATCH
		if not self._reading.name or (code.score and self._names[place] < _LEAST_NAME_BESIDE_CODE):
			return _Match(score, code.reason, code.matched, code=code)
		document = self._entries[place].document
		field = "name_ar" if self._in_arabic[place] else "name"
		matched = document.name_ar if self._in_arabic[place] else document.name
		reason = name_reason or self._reason(place)
		return _Match(score, reason, matched, field, self._reading.name, code)

	def _reason(self, place: int) -> str:
		entry = self._entries[place]
		name = entry.name_ar if self._in_arabic[place] else entry.name
		return reasons.NAME if _is_latin(name) == _is_latin(self._reading.name) else reasons.NAME_SOUND

	def _add_traces(self, text: str) -> None:
		"""Of the best, those first that are written exactly as typed: folding takes too many letters for the same."""
		near = np.flatnonzero(self._names >= max(LEAST_SCORE, self._names.max(initial=0.0) - _NEAR_BEST))
		for place in near.tolist():
			entry = self._entries[place]
			in_arabic = self._in_arabic[place]
			written = cleaned(entry.document.name_ar if in_arabic else entry.document.name)
			if text.casefold() == written.casefold():
				self._names[place] = _EXACT
			else:
				same = (entry.name_ar if in_arabic else entry.name) == self._reading.name
				self._names[place] = _SAME_WORDS if same else self._names[place]
				self._names[place] -= spelled_as_typed(text, written)


def _together(names: Scores, codes: Scores) -> Scores:
	"""A name and a code together say more than either; one of them alone is half an answer."""
	names = np.minimum(names, _BEST)
	one: Scores = _ONE_OF_TWO_PARTS * np.where(codes > 0, codes, np.maximum(names, 0.0))
	return np.where((codes > 0) & (names >= _LEAST_NAME_BESIDE_CODE), (names + codes) / 2, one)


def _numbered(name: SpelledName) -> bool:
	return any(c.isdigit() for word in name.words for c in word)


def _is_latin(name: SpelledName) -> bool:
	return "".join(name.words).isascii()


def _hit(document: CustomerDocument, match: _Match) -> Hit:
	return Hit(
		customer=document.customer,
		name=document.name,
		name_ar=document.name_ar,
		phones=document.phones,
		plates=tuple(shown_plate(plate) for plate in document.plates),
		score=round(min(match.score, _BEST), 1),
		reason=match.reason,
		matched=match.matched,
		disabled=document.disabled,
		last_visit=document.last_visit,
		likeness=round(match.score, _ROUNDED_TO),
	)
