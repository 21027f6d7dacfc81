"""The final order of the customers found: what is written as typed first, then the likest, disabled ones last.

One function for every engine: an engine brings candidates, and what is asked for stands among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workshop_crm.core.names.keyboard import is_held_down
from workshop_crm.core.names.spelled import SpelledName, spelled
from workshop_crm.core.search import reasons
from workshop_crm.core.search.as_written import (
	BEGINNING,
	BEGINNING_OF_WORD,
	FIRST_WORDS,
	LETTER_FOR_LETTER,
	NAME,
	NOT_WRITTEN,
	WORD,
	WORD_BESIDE_ARTICLE,
	best_written,
)
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
# Of those who are written as typed, engines bring so many at most, the best written and the latest first.
MAX_WRITTEN = 60
# And of those whose names begin so at least so many, however many have the whole word.
MIN_BEGINNING = 20

LEAST_SCORE = 30.0
# A name alone that is less like what was typed is nobody's: true ones with a typing error have more, random letters less.
LEAST_NAME = 43.0
DOUBTFUL = 65.0

_SHARE_OF_BEST = 0.7
_BEST = 100.0
# What is written as typed is shown with so much at least; it stands before all others whatever they score.
_LEAST_WRITTEN = {
	FIRST_WORDS: 95.0,
	WORD: 93.0,
	BEGINNING: 90.0,
	WORD_BESIDE_ARTICLE: 88.0,
	BEGINNING_OF_WORD: 85.0,
}
_LEAST_JOINED = 80.0
_BEGIN_SO = (BEGINNING, FIRST_WORDS, NAME, LETTER_FOR_LETTER)
_A_RANK = 1000.0
# The same words, but for articles and the like; at most what any other name has.
_SAME_WORDS = 150.0
_BEST_OTHERWISE = 99.0
_LEAST_NAME_BESIDE_CODE = 40.0
_ONE_OF_TWO_PARTS = 0.6
_CLEARLY_BETTER = 10.0
_NEAR_BEST = 10.0
# A name in the other script that is likely the one typed; and the least for one that is shown beside better ones in its own.
_SAME_NAME = 60.0
_LEAST_ACROSS = 50.0
_ROUNDED_TO = 3


@dataclass(frozen=True, slots=True)
class _Match:
	score: float
	reason: str
	matched: str
	field: str = ""
	typed: SpelledName | None = None
	code: CodeMatch = NO_MATCH
	written: int = NOT_WRITTEN
	letters: str = ""


def rank(query: Query, candidates: Iterable[Candidate], limit: int) -> list[Hit]:
	"""The best `limit` hits: as `as_written` has it, and within each by last visit; then by score, of equals by last visit.

	What is far below the best is left out.
	"""
	by_id = {entry.document.customer: entry for entry in candidates}
	entries = [by_id[customer] for customer in sorted(by_id)]
	names = _Names(entries)
	answers = _Answers(query, entries, names)
	if query.other and answers.best < DOUBTFUL:
		others = _Answers(query.other, entries, names, reasons.KEYBOARD)
		if others.best >= max(DOUBTFUL, answers.best + _CLEARLY_BETTER):
			answers = others
	places = answers.places(max(0, limit))
	matches = [answers.match(place) for place in places]
	return marked(
		[
			_hit(entries[place].document, match, query.region)
			for place, match in zip(places, matches, strict=True)
		],
		[Found(match.typed, match.field, match.code, match.letters) for match in matches],
	)


def is_doubtful(query: Query, hits: Sequence[Hit]) -> bool:
	"""Whether `query.other` is worth looking for, because what was typed hardly is anybody's name or code."""
	if query.other is None or not hits:
		return query.other is not None
	# One that was found by chance, and fits the other keyboard only: those who fit it better were not looked for.
	return hits[0].score < DOUBTFUL or hits[0].reason == reasons.KEYBOARD


def recent_hit(document: CustomerDocument, region: str = "SA") -> Hit:
	"""A customer shown because of a recent visit, before anything is typed."""
	return _hit(document, _Match(0.0, reasons.RECENT, document.last_visit or ""), region)


def sounding_hit(document: CustomerDocument, region: str = "SA") -> Hit:
	"""A customer whose name is like another one's as a whole, though none of its words is."""
	return _hit(document, _Match(LEAST_NAME, reasons.NAME_SOUND, document.name, "name"), region)


def noted_hit(document: CustomerDocument, region: str = "SA") -> Hit:
	"""A customer of whom only the notes hold what was typed."""
	return _hit(document, _Match(0.0, reasons.NOTES, ""), region)


def found_hit(document: CustomerDocument, reason: str, matched: str, region: str = "SA") -> Hit:
	"""A customer found by what belongs to them and is not in the index."""
	return _hit(document, _Match(_BEST, reason, matched), region)


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
		self._typed = spelled(query.written)
		self._letters = query.written.replace(" ", "")
		self._reads = [_Read(reading, query, entries, names) for reading in _sensible(query, names)]
		scores = np.array([one.scores for one in self._reads]).reshape(len(self._reads), len(entries))
		self._chosen = scores.argmax(axis=0) if self._reads else np.zeros(0, np.int64)
		self._scores: Scores = scores.max(axis=0, initial=0.0)
		self._written = [best_written(query, entry) for entry in entries]
		for place, (written, _) in enumerate(self._written):
			self._scores[place] = _at_least(written, float(self._scores[place]))
		self.best = min(float(self._scores.max(initial=0.0)), _BEST)

	def places(self, limit: int) -> list[int]:
		"""Where the best `limit` candidates stand, in their order."""
		found = self._with_few_who_begin_so(self._in_order(self._near_the_best()), limit)
		across = [place for place in found if self._is_across(place)]
		# A name typed whole is also looked for by those who know it in the other script.
		hidden = (
			limit and len(found) > limit and self._is_whole(found[0]) and not set(across) & {*found[:limit]}
		)
		if hidden and across and self._scores[across[0]] >= _SAME_NAME:
			return [*found[: limit - 1], across[0]]
		return found[:limit]

	def _with_few_who_begin_so(self, found: list[int], limit: int) -> list[int]:
		"""Whole words may be many; names that begin so keep their places behind them when all of these have room."""
		begin = [place for place in found if self._written[place][0] in _BEGIN_SO]
		if len(begin) > limit or set(begin) <= set(found[:limit]):
			return found
		others = [place for place in found if place not in set(begin)][: limit - len(begin)]
		first = [place for place in found if place in {*begin, *others}]
		return [*first, *(place for place in found if place not in set(first))]

	def match(self, place: int) -> _Match:
		"""Why the candidate at this place was found."""
		written, in_arabic = self._written[place]
		score = float(self._scores[place])
		if not written:
			return self._read(place).match(place, score, self._name_reason)
		document = self._entries[place].document
		field, matched = ("name_ar", document.name_ar) if in_arabic else ("name", document.name)
		reason = self._name_reason or reasons.NAME
		letters = self._letters if NOT_WRITTEN < written < BEGINNING_OF_WORD else ""
		return _Match(score, reason, matched, field, self._typed, written=written, letters=letters)

	def _read(self, place: int) -> _Read:
		return self._reads[int(self._chosen[place])]

	def _is_across(self, place: int) -> bool:
		return not self._written[place][0] and self._read(place).is_across(place)

	def _is_whole(self, place: int) -> bool:
		return self._written[place][0] >= NAME

	def _near_the_best(self) -> list[int]:
		"""What is written in one script does not hide who has the name in the other."""
		least = max(LEAST_SCORE, _SHARE_OF_BEST * self.best)
		found: list[int] = np.flatnonzero(self._scores >= least).tolist()
		if not any(written for written, _ in self._written):
			return found
		across = [place for place in range(len(self._entries)) if self._is_across(place)]
		best_across = max((float(self._scores[place]) for place in across), default=0.0)
		least = max(_LEAST_ACROSS, _SHARE_OF_BEST * best_across)
		return [*{*found, *(place for place in across if self._scores[place] >= least)}]

	def _in_order(self, found: Iterable[int]) -> list[int]:
		latest_first = sorted(sorted(found), key=self._recency, reverse=True)
		return sorted(latest_first, key=self._rank)

	def _recency(self, place: int) -> tuple[str, float, float]:
		document = self._entries[place].document
		score = self._rounded(place) if self._written[place][0] else 0.0
		return document.last_visit or "", score, document.value

	def _rank(self, place: int) -> tuple[bool, int, float]:
		written = self._written[place][0]
		score = 0.0 if written else -self._rounded(place)
		return self._entries[place].document.disabled, -written, score

	def _rounded(self, place: int) -> float:
		return round(float(self._scores[place]), _ROUNDED_TO)


def _at_least(written: int, score: float) -> float:
	"""The score of a name that is written so in this way."""
	if not written:
		return score
	return max(score, _BEST if written >= NAME else _LEAST_WRITTEN.get(written, _LEAST_JOINED))


def _sensible(query: Query, names: _Names) -> list[Reading]:
	"""The readings that can be meant: numbers are part of a name only where some name has one."""
	return [
		reading
		for reading in query.readings
		if reading.codes or not _numbered(reading.name) or names.table.has_digits or len(query.readings) == 1
	]


class _Read:
	"""One reading of the query held against all candidates: `scores` [candidates]."""

	def __init__(self, reading: Reading, query: Query, entries: Sequence[Candidate], names: _Names) -> None:
		self._reading = reading
		self._entries = entries
		self._codes: list[CodeMatch] = []
		self._names = np.zeros(len(entries))
		self.scores = np.zeros(len(entries))
		if reading.name:
			self._names, self._in_arabic = names.likeness(reading.name)
			self._add_traces(query.text)
			least = DOUBTFUL if is_held_down(query.text) else LEAST_NAME
			self.scores = np.where(self._names < least, 0.0, self._names)
		if reading.codes:
			self._codes = [best_code(reading.codes, entry, query.region) for entry in entries]
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
		reason = name_reason or (reasons.NAME_SOUND if self._is_other_script(place) else reasons.NAME)
		return _Match(score, reason, matched, field, self._reading.name, code)

	def is_across(self, place: int) -> bool:
		"""Whether it is a name in the other script, and nothing else, that answers."""
		return bool(self._reading.name) and not self._reading.codes and self._is_other_script(place)

	def _is_other_script(self, place: int) -> bool:
		entry = self._entries[place]
		name = entry.name_ar if self._in_arabic[place] else entry.name
		return name.is_latin != self._reading.name.is_latin

	def _add_traces(self, text: str) -> None:
		"""Of the best, those first that are written most like it: folding takes too many letters for the same."""
		near = np.flatnonzero(self._names >= max(LEAST_SCORE, self._names.max(initial=0.0) - _NEAR_BEST))
		for place in near.tolist():
			entry = self._entries[place]
			in_arabic = self._in_arabic[place]
			written = cleaned(entry.document.name_ar if in_arabic else entry.document.name)
			if (entry.name_ar if in_arabic else entry.name) == self._reading.name:
				self._names[place] = _SAME_WORDS
			self._names[place] -= spelled_as_typed(text, written)


def _together(names: Scores, codes: Scores) -> Scores:
	"""A name and a code together say more than either; one of them alone is half an answer."""
	names = np.minimum(names, _BEST)
	one: Scores = _ONE_OF_TWO_PARTS * np.where(codes > 0, codes, np.maximum(names, 0.0))
	return np.where((codes > 0) & (names >= _LEAST_NAME_BESIDE_CODE), (names + codes) / 2, one)


def _numbered(name: SpelledName) -> bool:
	return any(c.isdigit() for word in name.words for c in word)


def _hit(document: CustomerDocument, match: _Match, region: str) -> Hit:
	return Hit(
		customer=document.customer,
		name=document.name,
		name_ar=document.name_ar,
		phones=document.phones,
		plates=tuple(shown_plate(plate, region) for plate in document.plates),
		emails=document.emails,
		score=round(min(match.score, _BEST), 1),
		reason=match.reason,
		matched=match.matched,
		disabled=document.disabled,
		last_visit=document.last_visit,
		likeness=round(_A_RANK * match.written + match.score, _ROUNDED_TO),
		is_written=match.written > NOT_WRITTEN,
	)
