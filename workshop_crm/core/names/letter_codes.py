"""Folded words as rows of small numbers, so that one typed word is compared with thousands at once (numpy)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAX_WORD = 40

NOTHING = 0
FIRST_LATIN = 1
SPACE = 27
FIRST_DIGIT = 28
FIRST_ARABIC = 38
FIRST_OTHER = 66
LETTERS = 98

LATIN_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
ARABIC_ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"

FIRST, MIDDLE, LAST = range(3)

Codes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Indices = NDArray[np.int64]

_BASIC_PLANE = 0x10000


@dataclass(frozen=True, slots=True)
class Spellings:
	"""Words in one script or the other: codes [n, longest], zero where a word is over; lengths [n]; is_latin [n]."""

	codes: Codes
	lengths: NDArray[np.int16]
	is_latin: NDArray[np.bool_]

	def __len__(self) -> int:
		return len(self.lengths)

	def chosen(self, rows: Indices) -> Spellings:
		"""The words in these rows."""
		lengths = self.lengths[rows]
		width = int(lengths.max(initial=0))
		return Spellings(self.codes[rows, :width], lengths, self.is_latin[rows])


def encode(words: Sequence[str]) -> Spellings:
	"""Folded words, or names with one space between words, each cut after MAX_WORD letters."""
	codes, starts, lengths = encode_in_a_row(words)
	return rows_of(codes, starts, lengths)


def encode_in_a_row(words: Sequence[str]) -> tuple[Codes, Indices, Indices]:
	"""The codes of all words one after the other, where each word starts, and its length up to MAX_WORD."""
	lengths = np.fromiter(map(len, words), np.int64, len(words))
	letters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
	return _codes(letters), np.cumsum(lengths) - lengths, np.minimum(lengths, MAX_WORD)


def rows_of(codes: Codes, starts: NDArray[np.integer[Any]], lengths: NDArray[np.integer[Any]]) -> Spellings:
	"""The words that start at `starts` of the codes in a row."""
	width = int(lengths.max(initial=0))
	places = np.arange(width)
	inside = places < lengths[:, None]
	rows = np.zeros((len(starts), width), np.uint8)
	rows[inside] = codes[(starts[:, None] + places)[inside]]
	latin: NDArray[np.bool_] = rows.max(axis=1, initial=NOTHING) < FIRST_ARABIC
	return Spellings(rows, lengths.astype(np.int16), latin)


def encode_word(word: str) -> Codes:
	"""The codes of one word."""
	return encode_in_a_row([word])[0][:MAX_WORD]


def places_in_words(codes: Codes) -> Codes:
	"""FIRST, MIDDLE or LAST of its word for every letter; the only letter of a word is FIRST."""
	apart = (codes == NOTHING) | (codes == SPACE)
	before = np.ones_like(apart)
	before[:, 1:] = apart[:, :-1]
	after = np.ones_like(apart)
	after[:, :-1] = apart[:, 1:]
	return np.where(before, FIRST, np.where(after, LAST, MIDDLE)).astype(np.uint8)


def _codes(letters: NDArray[np.uint32]) -> Codes:
	return _TABLE[np.where(letters < _BASIC_PLANE, letters, _BASIC_PLANE + letters % LETTERS)]


def _table() -> Codes:
	"""The code of every letter of the first plane; letters of other scripts share the last codes."""
	table = (FIRST_OTHER + np.arange(_BASIC_PLANE + LETTERS) % (LETTERS - FIRST_OTHER)).astype(np.uint8)
	table[ord(" ")] = SPACE
	for first, alphabet in (
		(FIRST_LATIN, LATIN_ALPHABET),
		(FIRST_DIGIT, "0123456789"),
		(FIRST_ARABIC, ARABIC_ALPHABET),
	):
		for place, letter in enumerate(alphabet):
			table[ord(letter)] = first + place
	return table


_TABLE = _table()
