"""Pieces of text on a print, each with the script it is written in, and pairs that say the same in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from workshop_crm.core.common.languages import Language
from workshop_crm.core.printing.runs import runs

Translate = Callable[[str, Language], str]

_ARABIC_LETTER = re.compile("[\u0620-\u064a\u0671-\u06d3]")


@dataclass(frozen=True, slots=True)
class Piece:
	"""`kind` is the text's language, or "code" for what is Latin and reads from the left in any language."""

	text: str
	kind: Literal["ar", "en", "code"]

	@property
	def runs(self) -> tuple[str, ...]:
		return runs(self.text)


@dataclass(frozen=True, slots=True)
class Both:
	"""The same in the language of the print and in the other one; `second` is None where one is enough."""

	first: Piece
	second: Piece | None = None


@dataclass(frozen=True, slots=True)
class Field:
	"""A heading with its values, one below the other."""

	label: Both
	values: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Writer:
	"""Puts words into the languages of one print. `translate` gives an English template in a language."""

	language: Language
	translate: Translate

	@property
	def direction(self) -> str:
		return "rtl" if self.language == "ar" else "ltr"

	@property
	def other(self) -> Language:
		return "en" if self.language == "ar" else "ar"

	def heading(self, text: str) -> Both:
		"""An English template in both languages."""
		first, second = self.translate(text, self.language), self.translate(text, self.other)
		return self._pair(first, second)

	def names(self, english: str, arabic: str) -> Both:
		"""A name in both scripts; what is missing in one is not said twice."""
		first, second = (arabic, english) if self.language == "ar" else (english, arabic)
		return self._pair(first or second, second if first else "")

	def here(self, text: str) -> Piece:
		"""An English template in the language of the print alone."""
		return Piece(self.translate(text, self.language), self.language)

	def figure(self, text: str) -> Piece:
		"""Money, a number or a day that was written for the language of the print."""
		return Piece(text, self.language)

	def _pair(self, first: str, second: str) -> Both:
		is_different = bool(second) and second != first
		return Both(typed(first), typed(second) if is_different else None)


def code(text: str) -> Piece:
	"""An invoice's number, a VIN, a phone: Latin and read from the left, whatever stands around it."""
	return Piece(text, "code")


def typed(text: str) -> Piece:
	"""What somebody typed, in whichever script it is."""
	return Piece(text, "ar" if _ARABIC_LETTER.search(text) else "en")


def fields(rows: Iterable[tuple[Both, Iterable[Piece]]]) -> tuple[Field, ...]:
	"""The rows that have something to say."""
	found = (Field(label, tuple(piece for piece in values if piece.text)) for label, values in rows)
	return tuple(field for field in found if field.values)


def pieces(pair: Both) -> tuple[Piece, ...]:
	"""Both languages of a pair, the print's own first."""
	return (pair.first, pair.second) if pair.second else (pair.first,)
