"""How likely two spellings are of one word, in the same script or not: costs in nats, 0 for the same letters.

`costs` compares a typed word with many at once. For names of several words the same function takes them with spaces;
a space that only one of the two has costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from workshop_crm.core.names.cross_script import IMPOSSIBLE, ArabicTyped, LatinTyped
from workshop_crm.core.names.letter_codes import (
	LONGEST_WORD,
	Codes,
	Floats,
	Indices,
	Spellings,
	encode,
	encode_word,
	is_latin,
	places_in_words,
)
from workshop_crm.core.names.same_script import SameScript

# What is not typed yet of a word whose beginning was typed.
BEGINNING = 3.0
LETTER_TO_COME = 0.2


class Typed(Protocol):
	"""A typed word made ready to be compared with words that are read letter by letter.

	Rows [n, width] hold for each of n words the cost of its letters so far against the first letters typed, above what
	these cost alone: `alone` [width]. The first row is zero.
	"""

	looks_back: int
	width: int
	alone: Floats

	def step(self, history: Sequence[Floats], letters: Sequence[Codes], places: Codes) -> Floats:
		"""The rows after one more letter; `history` and `letters` [n] are the last ones, newest first."""


def typed_word(word: str, against_latin: bool, may_be_beginning: bool) -> Typed:
	"""The form of a folded word in which it is compared with words of one script."""
	word = word[:LONGEST_WORD]
	if is_latin(word) and not against_latin:
		return LatinTyped(word)
	codes = encode_word(word)
	if is_latin(word) or not against_latin:
		return SameScript(codes)
	return ArabicTyped(codes, places_in_words(codes[None])[0], may_be_beginning)


def costs(word: str, spellings: Spellings, may_be_beginning: bool = False) -> Floats:
	"""[n]: the cost of taking each of `spellings` for the typed word.

	With `may_be_beginning` the typed word may be only the first letters of the other.
	"""
	result = np.full(len(spellings), IMPOSSIBLE, np.float32)
	if not word:
		return result
	for against_latin in (False, True):
		rows = np.flatnonzero(spellings.is_latin == against_latin)
		if rows.size:
			typed = typed_word(word, against_latin, may_be_beginning)
			result[rows] = _costs(typed, spellings.chosen(rows), may_be_beginning)
	return result


def word_cost(word: str, other: str, may_be_beginning: bool = False) -> float:
	"""The cost of taking one folded word for another."""
	return float(costs(word, encode([other]), may_be_beginning)[0])


def _costs(typed: Typed, spellings: Spellings, may_be_beginning: bool) -> Floats:
	"""All words letter by letter, the longest first, so that those not over yet stand together."""
	order: Indices = np.argsort(-spellings.lengths, kind="stable")
	codes, lengths = np.ascontiguousarray(spellings.codes[order].T), spellings.lengths[order]
	places = np.ascontiguousarray(places_in_words(spellings.codes[order]).T)
	found = np.full(len(order), IMPOSSIBLE, np.float32)
	history = [np.zeros((len(order), typed.width), np.float32)]
	for depth in range(codes.shape[0]):
		open_words = int(np.searchsorted(-lengths, -depth))
		history = [row[:open_words] for row in history[: typed.looks_back]]
		letters = [codes[depth - back, :open_words] for back in range(min(depth + 1, typed.looks_back))]
		row = typed.step(history, letters, places[depth, :open_words])
		over = lengths[:open_words] == depth + 1
		whole = row[:, -1]
		found[:open_words][over] = np.minimum(found[:open_words][over], whole[over])
		if may_be_beginning:
			rest = np.float32(BEGINNING) + np.float32(LETTER_TO_COME) * (lengths[:open_words] - (depth + 1))
			np.minimum(found[:open_words], np.where(over, IMPOSSIBLE, whole + rest), out=found[:open_words])
		history.insert(0, row)
	result = np.empty_like(found)
	result[order] = found + typed.alone[-1]
	return result
