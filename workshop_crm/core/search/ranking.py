"""The final order of the customers found: best match first, exact spelling before variants, disabled ones last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workshop_crm.core.names.plates import mirrored_key, plate_key
from workshop_crm.core.names.words import NameWord, name_words
from workshop_crm.core.search import reasons
from workshop_crm.core.search.codes import alphanumeric, phone_keys, shown_plate
from workshop_crm.core.search.documents import Candidate, CustomerDocument, Hit
from workshop_crm.core.search.likeness import name_likeness
from workshop_crm.core.search.query import Query

LEAST_SCORE = 40.0
_SHARE_OF_BEST = 0.7
_SPELLED_EXACTLY = 0.5
_ONE_OF_TWO_PARTS = 0.6
_MIRRORED_PLATE = 0.9


@dataclass(frozen=True, slots=True)
class _Match:
	score: float
	reason: str
	matched: str


_NO_MATCH = _Match(0.0, "", "")


def rank(query: Query, candidates: Iterable[Candidate], limit: int) -> list[Hit]:
	"""The best `limit` hits; equal scores by last visit, then by value. What is far below the best is left out."""
	found = [(match, c.document) for c in candidates if (match := _best(query, c)).score >= LEAST_SCORE]
	best = max((match.score for match, _ in found), default=0.0)
	found = [(match, document) for match, document in found if match.score >= _SHARE_OF_BEST * best]
	found.sort(key=lambda pair: pair[1].customer)
	found.sort(key=lambda pair: (pair[1].last_visit or "", pair[1].value), reverse=True)
	found.sort(key=lambda pair: (pair[1].disabled, -round(pair[0].score, 1)))
	return [_hit(document, match) for match, document in found[: max(0, limit)]]


def recent_hit(document: CustomerDocument) -> Hit:
	"""A customer shown because of a recent visit, before anything is typed."""
	return _hit(document, _Match(0.0, reasons.RECENT, document.last_visit or ""))


def _hit(document: CustomerDocument, match: _Match) -> Hit:
	return Hit(
		customer=document.customer,
		name=document.name,
		name_ar=document.name_ar,
		phones=document.phones,
		plates=tuple(shown_plate(plate) for plate in document.plates),
		score=round(match.score, 1),
		reason=match.reason,
		matched=match.matched,
		disabled=document.disabled,
		last_visit=document.last_visit,
	)


def _best(query: Query, candidate: Candidate) -> _Match:
	"""The best of all readings of the query. In a mixed one the name and the number both count."""
	number = max(_number_matches(query, candidate.document), key=_score, default=_NO_MATCH)
	code = max(_code_matches(query, candidate.document), key=_score, default=_NO_MATCH)
	name = _name_match(query, query.words, candidate)
	if not query.is_mixed:
		return max(name, number, code, key=_score)
	return max(_both(name, number), _name_with_number(query, candidate), code, key=_score)


def _name_with_number(query: Query, candidate: Candidate) -> _Match:
	"""Some names hold a number themselves ("Garage 55")."""
	if not any(c.isdigit() for name in candidate.folded_names for c in name):
		return _NO_MATCH
	return _name_match(query, name_words(query.name), candidate)


def _score(match: _Match) -> float:
	return match.score


def _both(name: _Match, code: _Match) -> _Match:
	better = max(name, code, key=_score)
	if name.score and code.score:
		return _Match((name.score + code.score) / 2, better.reason, better.matched)
	return _Match(better.score * _ONE_OF_TWO_PARTS, better.reason, better.matched)


def _name_match(query: Query, words: Sequence[NameWord], candidate: Candidate) -> _Match:
	if not words:
		return _NO_MATCH
	likeness, folded = max(
		((name_likeness(words, name_words(name)), name) for name in candidate.folded_names),
		key=lambda pair: pair[0].value,
		default=(None, ""),
	)
	if not likeness or not likeness.value:
		return _NO_MATCH
	document = candidate.document
	matched = document.name if folded == candidate.folded_names[0] and document.name else document.name_ar
	exact = _SPELLED_EXACTLY if _is_spelled_in(query.text, matched) else 0.0
	reason = reasons.NAME if likeness.by_spelling else reasons.NAME_SOUND
	return _Match(likeness.value * (100 - _SPELLED_EXACTLY) + exact, reason, matched)


def _is_spelled_in(text: str, name: str) -> bool:
	return set(text.casefold().split()) <= set(name.casefold().split())


def _number_matches(query: Query, document: CustomerDocument) -> Iterator[_Match]:
	"""Phones and plates by the digits that were typed, with or without a name beside them."""
	for phone in document.phones if query.phones else ():
		score = max(_part(part, key) for part in query.phones for key in phone_keys(phone))
		yield _Match(score, reasons.PHONE, phone)
	for part in query.plates:
		if part.isdigit():
			yield from _plate_matches(part, document)


def _code_matches(query: Query, document: CustomerDocument) -> Iterator[_Match]:
	"""Plates with letters, VINs and ids, for which the whole text was typed."""
	for part in query.plates:
		if not part.isdigit():
			yield from _plate_matches(part, document)
	for vin in document.vins if query.vin else ():
		yield _Match(_part(query.vin, alphanumeric(vin)), reasons.VIN, vin)
	if query.code:
		yield _Match(_part(query.code, alphanumeric(document.customer)), reasons.CODE, document.customer)


def _plate_matches(part: str, document: CustomerDocument) -> Iterator[_Match]:
	for plate in document.plates:
		yield _Match(_plate_part(part, plate_key(plate)), reasons.PLATE, shown_plate(plate).latin)


def _plate_part(part: str, key: str) -> float:
	return max(_part(part, key), _MIRRORED_PLATE * _part(part, mirrored_key(key)))


def _part(part: str, whole: str) -> float:
	"""100 for the whole code; less for its beginning, its end or its middle, the shorter the part the less."""
	if part == whole:
		return 100.0
	share = len(part) / len(whole) if whole else 0.0
	if whole.startswith(part):
		return 75.0 + 20.0 * share
	if whole.endswith(part):
		return 73.0 + 20.0 * share
	return 60.0 + 20.0 * share if part in whole else 0.0
