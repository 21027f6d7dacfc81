"""The final order of the customers found: best match first, exact spelling before variants, disabled ones last.

One function for every engine: an engine brings candidates, and what is asked for stands among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from workshop_crm.core.names.spelled import SpelledName
from workshop_crm.core.search import reasons
from workshop_crm.core.search.code_match import NO_MATCH, CodeMatch, best_code
from workshop_crm.core.search.codes import shown_plate
from workshop_crm.core.search.documents import Candidate, CustomerDocument, Hit
from workshop_crm.core.search.name_cost import NameTable, spelled_as_typed, whole_cost
from workshop_crm.core.search.query import Query, Reading
from workshop_crm.core.search.spans import marked

LEAST_SCORE = 30.0
DOUBTFUL = 65.0

_SHARE_OF_BEST = 0.7
# The only score that no name has which is spelled in another way.
_EXACT = 100.0
_BEST_OTHERWISE = 99.0
_ONE_OF_TWO_PARTS = 0.6
_CLEARLY_BETTER = 10.0
_ROUNDED_TO = 3


@dataclass(frozen=True, slots=True)
class _Match:
	"""`order` decides and may be above 100; the score that is shown is cut to that."""

	order: float
	reason: str
	matched: str
	name_field: str = ""
	typed: SpelledName | None = None
	code: CodeMatch = NO_MATCH


_NOTHING = _Match(0.0, "", "")


def rank(query: Query, candidates: Iterable[Candidate], limit: int) -> list[Hit]:
	"""The best `limit` hits; equal scores by last visit, then by value. What is far below the best is left out."""
	entries = list({entry.document.customer: entry for entry in candidates}.values())
	names = _Names(entries)
	matches = _matches(query, entries, names)
	if query.other and _best(matches) < DOUBTFUL:
		others = [_typed_elsewhere(match) for match in _matches(query.other, entries, names)]
		if _best(others) >= _best(matches) + _CLEARLY_BETTER:
			matches = others
	found = [(match, entry.document) for match, entry in zip(matches, entries, strict=True)]
	least = max(LEAST_SCORE, _SHARE_OF_BEST * min(_best(matches), 100.0))
	found = [pair for pair in found if pair[0].order >= least]
	found.sort(key=lambda pair: pair[1].customer)
	found.sort(key=lambda pair: (pair[1].last_visit or "", pair[1].value), reverse=True)
	found.sort(key=lambda pair: (pair[1].disabled, -round(pair[0].order, _ROUNDED_TO)))
	shown = found[: max(0, limit)]
	return marked(
		[_hit(document, match) for match, document in shown],
		[match.typed for match, _ in shown],
		[match.name_field for match, _ in shown],
		[match.code for match, _ in shown],
	)


def is_doubtful(query: Query, hits: Sequence[Hit]) -> bool:
	"""Whether `query.other` is worth looking for, because what was typed hardly is anybody's name or code."""
	return query.other is not None and (not hits or hits[0].score < DOUBTFUL)


def recent_hit(document: CustomerDocument) -> Hit:
	"""A customer shown because of a recent visit, before anything is typed."""
	return _hit(document, _Match(0.0, reasons.RECENT, document.last_visit or ""))


class _Names:
	"""The names of the candidates in one table: first all of `name`, then all of `name_ar`."""

	def __init__(self, entries: Sequence[Candidate]) -> None:
		self.entries = entries
		self._table = NameTable([*(one.name for one in entries), *(one.name_ar for one in entries)])
		self._known: dict[SpelledName, list[_Match]] = {}

	def matches(self, text: str, typed: SpelledName) -> list[_Match]:
		"""How well each candidate's better name answers the typed one."""
		if typed not in self._known:
			costs = self._table.costs(typed)
			worst = whole_cost(typed)
			count = len(self.entries)
			better = np.where(costs[:count] <= costs[count:], 0, 1)
			self._known[typed] = [
				self._match(text, typed, entry, int(arabic), float(costs[place + arabic * count]) / worst)
				for place, (entry, arabic) in enumerate(zip(self.entries, better, strict=True))
			]
		return self._known[typed]

	def _match(self, text: str, typed: SpelledName, entry: Candidate, arabic: int, share: float) -> _Match:
		if share >= 1.0:
			return _NOTHING
		document = entry.document
		matched, name = (document.name_ar, entry.name_ar) if arabic else (document.name, entry.name)
		if text.casefold() == matched.casefold():
			order = 2 * _EXACT
		else:
			order = _BEST_OTHERWISE * (1 - share) - spelled_as_typed(text, matched)
		reason = reasons.NAME if _same_script(typed, name) else reasons.NAME_SOUND
		return _Match(order, reason, matched, "name_ar" if arabic else "name", typed)


def _matches(query: Query, entries: Sequence[Candidate], names: _Names) -> list[_Match]:
	"""For every candidate the best of all readings of the query."""
	best = [_NOTHING] * len(entries)
	for reading in query.readings:
		for place, match in enumerate(_read(query, reading, entries, names)):
			if match.order > best[place].order:
				best[place] = match
	return best


def _read(query: Query, reading: Reading, entries: Sequence[Candidate], names: _Names) -> list[_Match]:
	if not reading.codes:
		return names.matches(query.text, reading.name)
	codes = [best_code(reading.codes, entry.document) for entry in entries]
	if not reading.name:
		return [_Match(code.score, code.reason, code.matched, code=code) for code in codes]
	by_name = names.matches(query.text, reading.name)
	return [_both(name, code) for name, code in zip(by_name, codes, strict=True)]


def _both(name: _Match, code: CodeMatch) -> _Match:
	"""A name and a code together say more than either; one of them alone is half an answer."""
	if not name.order or name.order < LEAST_SCORE:
		return _Match(_ONE_OF_TWO_PARTS * code.score, code.reason, code.matched, code=code)
	if not code.score:
		return replace(name, order=_ONE_OF_TWO_PARTS * min(name.order, _EXACT))
	return replace(name, order=(min(name.order, _EXACT) + code.score) / 2, code=code)


def _typed_elsewhere(match: _Match) -> _Match:
	is_name = match.reason in (reasons.NAME, reasons.NAME_SOUND)
	return replace(match, reason=reasons.KEYBOARD) if is_name else match


def _best(matches: Sequence[_Match]) -> float:
	return max((match.order for match in matches), default=0.0)


def _same_script(typed: SpelledName, name: SpelledName) -> bool:
	return "".join(typed.words).isascii() == "".join(name.words).isascii()


def _hit(document: CustomerDocument, match: _Match) -> Hit:
	return Hit(
		customer=document.customer,
		name=document.name,
		name_ar=document.name_ar,
		phones=document.phones,
		plates=tuple(shown_plate(plate) for plate in document.plates),
		score=round(min(match.order, 100.0), 1),
		reason=match.reason,
		matched=match.matched,
		disabled=document.disabled,
		last_visit=document.last_visit,
	)
