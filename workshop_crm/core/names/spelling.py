"""How likely two spellings are of one word, in the same script or not: costs in nats, 0 for the same letters.

`costs` compares a typed word with many at once. For names of several words the same function takes them with spaces;
a space that only one of the two has costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from workshop_crm.core.names.cross_script import IMPOSSIBLE, ArabicTyped, LatinTyped
from workshop_crm.core.names.fold import is_latin
from workshop_crm.core.names.letter_codes import (
	MAX_WORD,
	Codes,
	Floats,
	Indices,
	Spellings,
	encode,
	encode_word,
	places_in_words,
)
from workshop_crm.core.names.same_script import SameScript

# What is not typed yet of a word whose beginning was typed.
BEGINNING = 3.0
LETTER_TO_COME = 0.15


class Typed(Protocol):
	"""Typed words made ready to be compared with words that are read letter by letter.

	Lines [width, n] hold for each of n words the cost of its letters so far against the first letters of each typed word,
	above what these cost alone: `alone` [width]. Every typed word has its place among them in `columns`. The first are zero.
	"""

	looks_back: int
	columns: list[slice]
	alone: Floats

	def step(self, history: Sequence[Floats], letters: Sequence[Codes], places: Sequence[Codes]) -> Floats:
		"""The lines after one more letter, before typed letters are left over.

		`history`, `letters` [n] and `places` [n], where these stand in their words, are the last ones, the newest first.
		"""


@dataclass(frozen=True, slots=True)
class TypedWord:
	"""A folded word, and whether it may be only the first letters of one."""

	word: str
	may_be_beginning: bool = False


def costs(word: str, spellings: Spellings, may_be_beginning: bool = False) -> Floats:
	"""[n]: the cost of taking each of `spellings` for the typed word."""
	found: Floats = costs_of_words([TypedWord(word, may_be_beginning)], spellings)[0]
	return found


def costs_of_words(words: Sequence[TypedWord], spellings: Spellings) -> Floats:
	"""[words, n]: the cost of taking each of `spellings` for each typed word."""
	result = np.full((len(words), len(spellings)), IMPOSSIBLE, np.float32)
	for latin in (False, True):
		typed = [place for place, one in enumerate(words) if one.word and is_latin(one.word) == latin]
		for against_latin in (False, True) if typed else ():
			rows = np.flatnonzero(spellings.is_latin == against_latin)
			if rows.size:
				chosen = [words[place] for place in typed]
				result[np.array(typed)[:, None], rows] = _costs(
					chosen, latin, against_latin, spellings.chosen(rows)
				)
	return result


def word_cost(word: str, other: str, may_be_beginning: bool = False) -> float:
	"""The cost of taking one folded word for another."""
	return float(costs(word, encode([other]), may_be_beginning)[0])


def _typed(words: Sequence[TypedWord], latin: bool, against_latin: bool) -> Typed:
	if latin and not against_latin:
		return LatinTyped([one.word[:MAX_WORD] for one in words])
	codes = [encode_word(one.word) for one in words]
	if latin == against_latin:
		return SameScript(codes)
	return ArabicTyped(codes, [one.may_be_beginning for one in words])


def _costs(words: Sequence[TypedWord], latin: bool, against_latin: bool, spellings: Spellings) -> Floats:
	"""[words, n]. All spellings letter by letter, the longest first, so that those not over yet stand together."""
	typed = _typed(words, latin, against_latin)
	ends = [column.stop - 1 for column in typed.columns]
	begun = np.array([BEGINNING if one.may_be_beginning else IMPOSSIBLE for one in words], np.float32)
	order: Indices = np.argsort(-spellings.lengths, kind="stable")
	codes, lengths = np.ascontiguousarray(spellings.codes[order].T), spellings.lengths[order]
	places = np.ascontiguousarray(places_in_words(spellings.codes[order]).T)
	found = np.full((len(words), len(order)), IMPOSSIBLE, np.float32)
	history = [np.zeros((len(typed.alone), len(order)), np.float32)]
	for depth in range(codes.shape[0]):
		still_open = int(np.searchsorted(-lengths, -depth))
		history = [row[:, :still_open] for row in history[: typed.looks_back]]
		last = range(depth, max(-1, depth - typed.looks_back), -1)
		row = typed.step(
			history,
			[codes[place, :still_open] for place in last],
			[places[place, :still_open] for place in last],
		)
		for column in typed.columns:
			np.minimum.accumulate(row[column], axis=0, out=row[column])
		still_longer = int(np.searchsorted(-lengths, -depth - 1))
		over = found[:, still_longer:]
		np.minimum(
			over[:, : row.shape[1] - still_longer],
			row[ends, still_longer:],
			out=over[:, : row.shape[1] - still_longer],
		)
		if any(one.may_be_beginning for one in words) and still_longer:
			to_come = np.float32(LETTER_TO_COME) * (lengths[:still_longer] - np.float32(depth + 1))
			whole = row[ends, :still_longer] + begun[:, None] + to_come
			np.minimum(found[:, :still_longer], whole, out=found[:, :still_longer])
		history.insert(0, row)
	result = np.empty_like(found)
	result[:, order] = found + typed.alone[ends][:, None]
	return result
