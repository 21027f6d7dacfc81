"""Which characters of a hit to highlight: the words of the name in either script, and the part of the code that was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.letter_codes import encode
from workshop_crm.core.names.spelled import SpelledName, spelled
from workshop_crm.core.names.spelling import costs_of_words
from workshop_crm.core.search import reasons
from workshop_crm.core.search.code_match import CodeMatch
from workshop_crm.core.search.codes import alphanumeric
from workshop_crm.core.search.documents import Hit, Span
from workshop_crm.core.search.name_cost import missing_cost, typed_words
from workshop_crm.core.search.plate_codes import plate_code

_WORD = re.compile(r"\S+")
_MAX_WORDS_MARKED = 16
_FIELDS = {reasons.PHONE: "phone", reasons.PLATE: "plate", reasons.VIN: "vin", reasons.EMAIL: "email"}


@dataclass(frozen=True, slots=True)
class _Piece:
	"""One word of a name, or two neighbours as one, with its place in the text of the field."""

	hit: int
	field: str
	spelling: str
	start: int
	end: int


@dataclass(frozen=True, slots=True)
class Found:
	"""What of a hit answered: the typed name and the field it was found in ("" when no name was), and the code.

	`letters` are those typed, folded and without blanks, where the name is written so but for its blanks.
	"""

	typed: SpelledName | None
	field: str
	code: CodeMatch
	letters: str = ""


# Of what a missing word costs: the other name of a hit is only marked where it is surely the same word.
_SURELY = 0.6
_NAMES = ("name", "name_ar")

# By number of the hit and field: characters from, to.
_Places = dict[tuple[int, str], list[tuple[int, int]]]


def marked(hits: Sequence[Hit], found: Sequence[Found]) -> list[Hit]:
	"""The hits with their spans: in the name that answered, and in the other one where it has the same words."""
	pieces = [
		piece
		for number, (hit, one) in enumerate(zip(hits, found, strict=True))
		if one.field
		for field in _NAMES
		for piece in _pieces(number, field, getattr(hit, field))
	]
	places = _found(pieces, found)
	for number, (hit, one) in enumerate(zip(hits, found, strict=True)):
		if one.letters:
			places[number, one.field] = [_place_of_letters(getattr(hit, one.field), one.letters)]
	return [
		replace(hit, spans=(*_name_spans(number, places), *_code_spans(hit, one.code)))
		for number, (hit, one) in enumerate(zip(hits, found, strict=True))
	]


def _name_spans(hit: int, places: _Places) -> Iterator[Span]:
	for field in _NAMES:
		yield from (Span(field, start, end) for start, end in _joined(places.get((hit, field), [])))


def _pieces(hit: int, field: str, text: str) -> Iterator[_Piece]:
	words = [(match.start(), match.end()) for match in _WORD.finditer(text)][:_MAX_WORDS_MARKED]
	spellings = ["".join(spelled(fold(text[start:end])).parts) for start, end in words]
	for place, (start, end) in enumerate(words):
		yield _Piece(hit, field, spellings[place], start, end)
		if place + 1 < len(words):
			yield _Piece(hit, field, spellings[place] + spellings[place + 1], start, words[place + 1][1])


def _found(pieces: Sequence[_Piece], found: Sequence[Found]) -> _Places:
	"""The place of the nearest piece of each name for every typed word that has one."""
	places: _Places = {}
	names = dict.fromkeys(one.typed for one in found if one.typed)
	words = [(name, word) for name in names for word in typed_words(name.words, may_be_beginning=True)]
	costs = costs_of_words([word for _, word in words], encode([piece.spelling for piece in pieces]))
	for (name, word), each in zip(words, costs, strict=True):
		missing = missing_cost(word.word)
		nearest: dict[tuple[int, str], tuple[float, _Piece]] = {}
		for number in np.flatnonzero(each < missing).tolist():
			piece, cost = pieces[number], float(each[number])
			answer, place = found[piece.hit], (piece.hit, piece.field)
			most = missing if piece.field == answer.field else _SURELY * missing
			if answer.typed == name and cost < min(most, nearest.get(place, (np.inf, piece))[0]):
				nearest[place] = (cost, piece)
		for place, (_, piece) in nearest.items():
			places.setdefault(place, []).append(_typed_part(piece, word.word))
	return places


def _place_of_letters(text: str, letters: str) -> tuple[int, int]:
	"""From the first to the last of the folded `letters`, whatever blanks stand between them."""
	folded = [(place, letter) for place, c in enumerate(text) for letter in fold(c)]
	return _place(folded, letters, False, text)


def _typed_part(piece: _Piece, word: str) -> tuple[int, int]:
	"""Only the letters typed so far, of a word that begins with them and is written letter for letter as it is compared."""
	is_plain = piece.end - piece.start == len(piece.spelling)
	if is_plain and piece.spelling.startswith(word):
		return piece.start, piece.start + len(word)
	return piece.start, piece.end


def _joined(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
	"""In order, and without overlap."""
	joined: list[tuple[int, int]] = []
	for start, end in sorted(places):
		if joined and start < joined[-1][1]:
			joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
		else:
			joined.append((start, end))
	return joined


def _code_spans(hit: Hit, code: CodeMatch) -> Iterator[Span]:
	"""Where the typed part stands in the code as it is shown; of a plate in both scripts."""
	field = _FIELDS.get(code.reason)
	if not field or not code.score:
		return
	if code.reason == reasons.EMAIL:
		yield Span(field, 0, len(code.part), code.number)
		return
	if code.reason != reasons.PLATE:
		places = _key_places(code.matched)
		yield Span(field, *_place(places, code.part, code.reason == reasons.PHONE, code.matched), code.number)
		return
	plate = hit.plates[code.number]
	yield Span(field, *_place(_key_places(plate.latin), code.part, False, plate.latin), code.number)
	places = _key_places(plate.arabic)
	letters = [pair for pair in places if pair[1].isalpha()]
	digits = [pair for pair in places if pair[1].isdigit()]
	# The letters stand in the other order than those of the key.
	yield Span("plate_ar", *_place(letters[::-1] + digits, code.part, False, plate.arabic), code.number)


def _key_places(text: str) -> list[tuple[int, str]]:
	"""The characters of a code's key, each with its place in the text; Arabic letters of plates as the Latin ones."""
	return [
		(place, key)
		for place, c in enumerate(to_latin_digits(text))
		for key in plate_code(c) or alphanumeric(c)
	]


def _place(places: Sequence[tuple[int, str]], part: str, from_end: bool, text: str) -> tuple[int, int]:
	"""From the first to the last character of the part; all of the text when the part is not there letter for letter."""
	whole = "".join(key for _, key in places)
	start = whole.rfind(part) if from_end else whole.find(part)
	if start < 0 or not part:
		return 0, len(text)
	found = [place for place, _ in places[start : start + len(part)]]
	return min(found), max(found) + 1
