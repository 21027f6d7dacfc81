"""What it costs to take a Latin word for an Arabic one, letter by letter, by the learned table.

The cost of a pair is that of its cheapest derivation (Viterbi): every Arabic letter writes none to three Latin letters,
and a writer may put a Latin letter in between. Costs are nats, less what a letter of a name usually costs, so that a good
pair costs about nothing. What was never seen has a fixed cost by its length: a typing error costs about LETTER_WRONG.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from workshop_crm.core.names.letter_codes import (
	ARABIC_ALPHABET,
	FIRST,
	FIRST_ARABIC,
	LAST,
	LATIN_ALPHABET,
	LETTERS,
	MIDDLE,
	NOTHING,
	SPACE,
	Codes,
	Floats,
	Indices,
	places_in_words,
)
from workshop_crm.core.names.letter_costs import LETTER_COSTS

LETTER_WRONG = 5.0
SPACE_MOVED = 0.5
LETTERS_EXCHANGED = np.float32(4.0)
USUAL_LETTER = 0.6
IMPOSSIBLE = np.float32(999.0)
MAX_CHUNK = 3

# By length. A letter that is left out explains more than a wrong one, of which there are many.
_UNSEEN_CHUNK = (4.5, 5.5, 8.0, 11.0)
_UNSEEN_INSERTION = LETTER_WRONG
_PLACES = {"^": FIRST, "$": LAST}
_LATIN_LETTERS = SPACE + 1


class _Table:
	"""The learned costs: `written` [symbol, chunk] and `inserted` [Latin letter].

	A symbol is an Arabic letter in a place of its word; the first four chunks are those never seen, by their length.
	"""

	def __init__(self, text: str) -> None:
		rows = {line.split()[0]: line.split()[1:] for line in text.split("\n") if line}
		learned = {
			name: dict(zip(row[::2], map(float, row[1::2]), strict=True)) for name, row in rows.items()
		}
		inserted = learned.pop("+")
		self.inserted = np.full(LETTERS, _UNSEEN_INSERTION, np.float32)
		for letter, cost in inserted.items():
			self.inserted[1 + LATIN_ALPHABET.index(letter)] = min(cost, _UNSEEN_INSERTION)
		self.inserted -= USUAL_LETTER
		self.inserted[SPACE] = SPACE_MOVED
		chunks = sorted({chunk for row in learned.values() for chunk in row} - {"-"})
		self.chunk = {chunk: number for number, chunk in enumerate(chunks, start=len(_UNSEEN_CHUNK))}
		self.chunk[" "] = len(_UNSEEN_CHUNK) + len(chunks)
		self.numbers = _chunk_numbers(self.chunk)
		self.written = self._written(learned)

	def _written(self, learned: dict[str, dict[str, float]]) -> Floats:
		lengths = np.array([*range(len(_UNSEEN_CHUNK)), *map(len, self.chunk)])
		unseen = np.array(_UNSEEN_CHUNK, np.float32)[lengths]
		costs = np.tile(unseen, (symbol(LETTERS, FIRST), 1))
		for name, row in learned.items():
			place = _PLACES.get(name[-1], MIDDLE)
			code = FIRST_ARABIC + ARABIC_ALPHABET.index(name[0])
			for chunk, cost in row.items():
				number = 0 if chunk == "-" else self.chunk[chunk]
				costs[symbol(code, place), number] = min(cost, unseen[number])
		costs -= np.float32(USUAL_LETTER) * lengths.astype(np.float32)
		spaces = slice(symbol(SPACE, FIRST), symbol(SPACE + 1, FIRST))
		costs[:, self.chunk[" "]] = costs[spaces] = IMPOSSIBLE
		costs[spaces, 0] = SPACE_MOVED
		costs[spaces, self.chunk[" "]] = 0.0
		return costs


def symbol(code: int, place: int) -> int:
	"""The number of an Arabic letter in its place."""
	return 3 * code + place


def _chunk_numbers(known: dict[str, int]) -> list[NDArray[np.int16]]:
	"""By length, the number of every chunk whose letters are read as digits of base _LATIN_LETTERS."""
	numbers = [np.full(_LATIN_LETTERS**length, length, np.int16) for length in range(MAX_CHUNK + 1)]
	for chunk, number in known.items():
		position = 0
		for letter in chunk:
			position = position * _LATIN_LETTERS + (
				SPACE if letter == " " else 1 + LATIN_ALPHABET.index(letter)
			)
		numbers[len(chunk)][position] = number
	return numbers


_TABLE = _Table(LETTER_COSTS)
_BY_CHUNK = np.ascontiguousarray(_TABLE.written.T)


class LatinTyped:
	"""Typed Latin words to be compared with Arabic ones, which are read letter by letter."""

	looks_back = 2

	def __init__(self, words: Sequence[str]) -> None:
		self.columns = columns([len(word) for word in words])
		self.alone = np.zeros(width(self.columns), np.float32)
		self._silent = _TABLE.written[:, 0]
		self._written = [
			np.full((len(self.alone), len(_TABLE.written)), IMPOSSIBLE, np.float32) for _ in range(MAX_CHUNK)
		]
		for word, column in zip(words, self.columns, strict=True):
			alone = self.alone[column]
			np.cumsum(_inserted(word), out=alone[1:])
			for length, table in enumerate(self._written, start=1):
				table[column][length:] = _shifted(_chunk_costs(word, length), alone, length)

	def step(self, history: Sequence[Floats], letters: Sequence[Codes], places: Sequence[Codes]) -> Floats:
		"""See `spelling.Typed`."""
		symbols = letters[0] * np.intp(3) + places[0]
		before = history[0]
		row: Floats = before + self._silent[symbols]
		for length, costs in enumerate(self._written, start=1):
			if length < len(before):
				part = costs[length:].take(symbols, axis=1)
				part += before[:-length]
				np.minimum(row[length:], part, out=row[length:])
		if len(history) > 1 and len(before) > 2:
			self._exchange(row, history[1], symbols, letters[1] * np.intp(3) + places[1])
		return row

	def _exchange(self, row: Floats, before: Floats, symbols: Indices, previous: Indices) -> None:
		"""The letters that two neighbours write, typed in the other order."""
		single = self._written[0]
		part = single[1:-1].take(symbols, axis=1)
		part += single[2:].take(previous, axis=1)
		part += before[:-2] + LETTERS_EXCHANGED
		np.minimum(row[2:], part, out=row[2:])


class ArabicTyped:
	"""Typed Arabic words to be compared with Latin ones, which are read letter by letter."""

	looks_back = 3

	def __init__(self, words: Sequence[Codes], may_be_beginning: Sequence[bool]) -> None:
		self.columns = columns([len(word) for word in words])
		self.alone = np.zeros(width(self.columns), np.float32)
		self._written = np.full((len(self.alone), _TABLE.written.shape[1]), IMPOSSIBLE, np.float32)
		for word, column, beginning in zip(words, self.columns, may_be_beginning, strict=True):
			costs = _symbol_costs(word, beginning)
			np.cumsum(costs[:, 0], out=self.alone[column][1:])
			self._written[column][1:] = costs - costs[:, :1]

	def step(self, history: Sequence[Floats], letters: Sequence[Codes], places: Sequence[Codes]) -> Floats:
		"""See `spelling.Typed`."""
		row: Floats = history[0] + _TABLE.inserted[letters[0]]
		position: NDArray[np.intp] = np.zeros(row.shape[1], np.intp)
		scale = 1
		for length, (before, letter) in enumerate(zip(history, letters, strict=False), start=1):
			position = position + scale * np.where(letter < _LATIN_LETTERS, letter, NOTHING).astype(np.intp)
			scale *= _LATIN_LETTERS
			part = self._written[1:].take(_TABLE.numbers[length][position], axis=1)
			part += before[:-1]
			np.minimum(row[1:], part, out=row[1:])
		return row


def columns(lengths: Sequence[int]) -> list[slice]:
	"""Where each of several typed words stands among lines, of which it has one more than letters."""
	ends = list(accumulate(length + 1 for length in lengths))
	return [slice(end - length - 1, end) for end, length in zip(ends, lengths, strict=True)]


def width(places: Sequence[slice]) -> int:
	"""How many lines there are for these words."""
	return int(places[-1].stop) if places else 0


def _symbol_costs(word: Codes, may_be_beginning: bool) -> Floats:
	"""[letters, chunks]; the last letter of a beginning may also be one inside a longer word."""
	places = places_in_words(word[None])[0]
	costs: Floats = _TABLE.written[word * np.intp(3) + places]
	if may_be_beginning and len(word) > 1:
		costs[-1] = np.minimum(costs[-1], _TABLE.written[symbol(int(word[-1]), MIDDLE)])
	return costs


def _shifted(costs: Floats, alone: Floats, length: int) -> Floats:
	"""Costs of chunks that begin at each place, less what their letters cost alone, because lines hold what is above that."""
	return costs - (alone[length:] - alone[: len(alone) - length])[:, None]


def _inserted(word: str) -> list[float]:
	return [float(_TABLE.inserted[_latin_code(letter)]) for letter in word]


def _latin_code(letter: str) -> int:
	if letter == " ":
		return SPACE
	return 1 + LATIN_ALPHABET.index(letter) if letter in LATIN_ALPHABET else NOTHING


def _chunk_costs(word: str, length: int) -> Floats:
	"""[place, symbol]: the cost of writing the chunk of this length that begins at the place."""
	chunks = [word[start : start + length] for start in range(len(word) - length + 1)]
	return _BY_CHUNK[[_chunk_number(chunk) for chunk in chunks]]


@lru_cache(maxsize=4096)
def _chunk_number(chunk: str) -> int:
	return _TABLE.chunk.get(chunk, len(chunk))
