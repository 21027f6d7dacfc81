"""Understanding what was typed into the one search box: a name, digits, a plate, an id, or a mixture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.keyboard import is_likelier, other_layout
from workshop_crm.core.names.phones import national_digits
from workshop_crm.core.names.spelled import MAX_WORDS, SpelledName, spelled
from workshop_crm.core.names.words import NameWord, name_words
from workshop_crm.core.search import reasons
from workshop_crm.core.search.codes import alphanumeric, digits_of
from workshop_crm.core.search.email_codes import typed_email
from workshop_crm.core.search.plate_codes import plate_code, plate_codes

MAX_QUERY = 160
MAX_CODE = 20
MAX_WRITTEN_WORDS = 16
MIN_PHONE = 2
MIN_VIN = 4
MAX_PLATE_LETTERS = 3
MAX_PLATE_DIGITS = 4

NO_NAME = SpelledName()

# A VIN has no I, O and Q, which most names have; shorter parts than these stand in too many VINs.
_LETTERS_OF_A_VIN = re.compile(r"[A-HJ-NPR-Z]{5,17}", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Code:
	"""A part of a code: `kind` is PHONE, PLATE, VIN, CODE or EMAIL of `reasons`, `part` what its key has to contain."""

	kind: str
	part: str


@dataclass(frozen=True, slots=True)
class Reading:
	"""One way to take a query: a name, codes of which one has to fit, or both."""

	name: SpelledName
	codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
	"""What was typed. `readings` are all ways to take it; the other fields sum them up, for finding candidates.

	`text` cleaned of what nobody sees; `name` folded; `written` the same when it has letters; `words` of the name without numbers and `typed` the same as it is
	compared; `digits` all digits; `phones` and `plates` parts of such keys; `code` a part of an id or a VIN.
	`other` is the query that the same keys give with the keyboard in the other language, when that is likelier a name.
	"""

	text: str
	name: str
	words: tuple[NameWord, ...]
	typed: SpelledName
	digits: str
	phones: tuple[str, ...]
	plates: tuple[str, ...]
	code: str
	readings: tuple[Reading, ...]
	written: str = ""
	region: str = "SA"
	other: Query | None = None

	@property
	def is_empty(self) -> bool:
		"""Nothing that could be searched for."""
		return not self.words and not any(reading.codes for reading in self.readings)

	@property
	def divisions(self) -> tuple[tuple[str, ...], ...]:
		"""Every way to divide every name that the query may be into words."""
		names = (self.typed, *(reading.name for reading in self.readings))
		found = dict.fromkeys(words for name in names for words in (name.words, name.parts))
		return tuple(words for words in found if words)

	@property
	def is_mixed(self) -> bool:
		"""A name and a number together, as in "محمد 1234"."""
		return bool(self.words) and any(c.isdigit() for c in self.name)

	@property
	def vin(self) -> str:
		"""The code when it is long enough for a part of a VIN."""
		return self.code if len(self.code) >= MIN_VIN else ""


def understand(text: str, region: str = "SA") -> Query:
	"""Read `text` (any string at all) as a query; never raises. `region` is the country of numbers without a code."""
	text = cleaned(text)
	query = _query(text, region)
	typed = other_layout(text)
	if not typed or not is_likelier(text, typed):
		return query
	return _query(text, region, _query(typed, region))


def cleaned(text: str) -> str:
	"""The first MAX_QUERY characters that can be seen, with one space between words."""
	seen = "".join(c if c.isprintable() else " " for c in text[: 4 * MAX_QUERY])
	return " ".join(seen.split())[:MAX_QUERY]


def _query(text: str, region: str, other: Query | None = None) -> Query:
	words = " ".join(token for token in text.split() if not _is_address(token))
	name = "" if _is_plate_in_letters(text.split()) else " ".join(fold(words).split()[:MAX_WORDS])
	letters = " ".join(token for token in name.split() if not _has_digit(token))
	letters = letters or (name if any(c.isalpha() for c in name) else "")
	readings = tuple(dict.fromkeys(_readings(text, name, letters, region)))
	codes = dict.fromkeys(code for reading in readings for code in reading.codes)
	return Query(
		text=text,
		name=name,
		words=name_words(letters),
		typed=spelled(letters),
		digits=digits_of(text),
		phones=tuple(code.part for code in codes if code.kind == reasons.PHONE),
		plates=tuple(code.part for code in codes if code.kind == reasons.PLATE),
		code=next((code.part for code in codes if code.kind == reasons.CODE), ""),
		readings=readings,
		written="" if any(map(_is_address, text.split())) else _written(text, name),
		region=region,
		other=other,
	)


def _written(text: str, name: str) -> str:
	"""All of the text, where it can be a name at all: more words than are compared."""
	if not any(c.isalpha() for c in name):
		return ""
	return " ".join(fold(text).split()[:MAX_WRITTEN_WORDS])


def _readings(text: str, name: str, letters: str, region: str) -> Iterator[Reading]:
	"""All of it a code; words and numbers; words and a plate with letters; all of it a name, even the numbers."""
	if codes := tuple(_codes(text, region)):
		yield Reading(NO_NAME, codes)
	yield from _with_email(text.split())
	tokens = text.split()
	numbers = " ".join(token for token in tokens if _has_digit(token))
	if numbers and letters:
		yield Reading(spelled(letters), tuple(_codes(numbers, region)))
	yield from _with_plate(tokens)
	if name and any(c.isalpha() for c in name):
		yield Reading(spelled(name))


def _codes(text: str, region: str) -> Iterator[Code]:
	"""What the whole text can be part of; without a digit only the letters of a plate, in a row or three as one word, or of a VIN."""
	digits = digits_of(text)
	if not digits:
		if _is_row_of_letters(text.split()) or _letters([text]) == MAX_PLATE_LETTERS:
			yield Code(reasons.PLATE, plate_code(text))
		elif _LETTERS_OF_A_VIN.fullmatch(text):
			yield Code(reasons.VIN, text.upper())
		return
	is_number = not any(c.isalpha() for c in text)
	for part in dict.fromkeys((national_digits(text, region), digits)) if is_number else ():
		if len(part) >= MIN_PHONE:
			yield Code(reasons.PHONE, part)
	for part in dict.fromkeys(
		(*plate_codes(text, region), *((digits, digits.lstrip("0")) if is_number else ()))
	):
		if 0 < len(part) <= MAX_CODE:
			yield Code(reasons.PLATE, part)
	code = alphanumeric(text)
	if len(code) <= MAX_CODE:
		yield Code(reasons.CODE, code)
		if len(code) >= MIN_VIN:
			yield Code(reasons.VIN, code)


def _is_address(token: str) -> bool:
	"""Whether a word can only be an e-mail address, and no name."""
	return "@" in token and bool(typed_email(token))


def _with_email(tokens: list[str]) -> Iterator[Reading]:
	"""An e-mail address, its beginning or the part before its @, alone; the address beside a name, too."""
	for place, token in enumerate(tokens):
		if (len(tokens) == 1 or _is_address(token)) and (part := typed_email(token)):
			rest = fold(" ".join((*tokens[:place], *tokens[place + 1 :])))
			yield Reading(spelled(rest) if rest else NO_NAME, (Code(reasons.EMAIL, part),))


def _with_plate(tokens: list[str]) -> Iterator[Reading]:
	"""A name beside the letters of a plate: "محمد أ ب ح 1234", "Saleh 77 HUV", "صالح أ ب"."""
	for start, end in _plate_places(tokens):
		rest = fold(" ".join((*tokens[:start], *tokens[end:])))
		if rest and not _has_digit(rest):
			yield Reading(spelled(rest), (Code(reasons.PLATE, plate_code(" ".join(tokens[start:end]))),))


def _plate_places(tokens: list[str]) -> Iterator[tuple[int, int]]:
	"""Where up to three letters stand in a row beside a number, or single letters at the end, before or after a name."""
	for place, token in enumerate(tokens):
		if token.isdecimal() and len(token) <= MAX_PLATE_DIGITS:
			start, end = place, place + 1
			while start and _letters(tokens[start - 1 : place]) <= MAX_PLATE_LETTERS:
				start -= 1
			while (
				start == place
				and end < len(tokens)
				and _letters(tokens[place + 1 : end + 1]) <= MAX_PLATE_LETTERS
			):
				end += 1
			if end - start > 1:
				yield start, end
	singles = 0
	while singles < len(tokens) and _letters(tokens[-1 - singles :][:1]) == 1:
		singles += 1
	if 1 < singles <= MAX_PLATE_LETTERS and singles < len(tokens):
		yield len(tokens) - singles, len(tokens)


def _letters(tokens: list[str]) -> int:
	"""How many plate letters the tokens have; too many when they are anything else."""
	key = plate_code("".join(tokens))
	return len(key) if key.isalpha() and key.isascii() else MAX_CODE


def _is_row_of_letters(tokens: list[str]) -> bool:
	return len(tokens) > 1 and all(len(plate_code(token)) == 1 for token in tokens)


def _is_plate_in_letters(tokens: list[str]) -> bool:
	"""Letter by letter beside one number, as on the plate: "أ ب ح 1234". Nobody's name is typed so."""
	letters = [token for token in tokens if not token.isdecimal()]
	return (
		len(tokens) == len(letters) + 1 and len(letters) <= MAX_PLATE_LETTERS and _is_row_of_letters(letters)
	)


def _has_digit(text: str) -> bool:
	return any(c.isdigit() for c in text)
