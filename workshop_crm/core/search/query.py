"""Understanding what was typed into the one search box: a name, digits, a plate, an id, or a mixture."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.phones import national_digits
from workshop_crm.core.names.plates import plate_key
from workshop_crm.core.names.words import NameWord, name_words
from workshop_crm.core.search.codes import alphanumeric, digits_of

LONGEST_QUERY = 160
MOST_WORDS = 8
LONGEST_CODE = 20
SHORTEST_PHONE = 2
SHORTEST_VIN = 4


@dataclass(frozen=True, slots=True)
class Query:
	"""What was typed, read in every way it can be meant; a field is empty when the text cannot mean that.

	`text` cleaned of what nobody sees; `name` folded; `words` of the name without numbers; `digits` all digits;
	`phones` beginnings of phone keys; `plates` beginnings of plate keys; `code` of an id or a VIN.
	"""

	text: str
	name: str
	words: tuple[NameWord, ...]
	digits: str
	phones: tuple[str, ...]
	plates: tuple[str, ...]
	code: str

	@property
	def is_empty(self) -> bool:
		"""Nothing that could be searched for."""
		return not (self.words or self.phones or self.plates or self.code)

	@property
	def is_mixed(self) -> bool:
		"""A name and a number together, as in "محمد 1234"."""
		return bool(self.words) and any(c.isdigit() for c in self.name)

	@property
	def vin(self) -> str:
		"""The code when it is long enough for a part of a VIN."""
		return self.code if len(self.code) >= SHORTEST_VIN else ""


def understand(text: str, region: str = "SA") -> Query:
	"""Read `text` (any string at all) as a query; never raises. `region` is the country of numbers without a code."""
	text = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * LONGEST_QUERY]).split())[
		:LONGEST_QUERY
	]
	name = " ".join(fold(text).split()[:MOST_WORDS])
	letters = " ".join(token for token in name.split() if not any(c.isdigit() for c in token))
	letters = letters or (name if any(c.isalpha() for c in name) else "")
	digits = digits_of(text)
	code = alphanumeric(text) if digits and len(text) <= 2 * LONGEST_CODE else ""
	return Query(
		text=text,
		name=name,
		words=name_words(letters),
		digits=digits,
		phones=_phones(text, digits, has_letters=bool(letters), region=region),
		plates=_plates(text, digits),
		code=code if len(code) <= LONGEST_CODE else "",
	)


def _phones(text: str, digits: str, has_letters: bool, region: str) -> tuple[str, ...]:
	national = national_digits(digits if has_letters else text, region)
	return tuple(dict.fromkeys(part for part in (national, digits) if len(part) >= SHORTEST_PHONE))


def _plates(text: str, digits: str) -> tuple[str, ...]:
	"""The whole text as a plate, and its digits alone; letters alone only when they are typed apart ("أ ب ح")."""
	typed_apart = len(text.split()) > 1 and all(len(part) == 1 for part in text.split())
	whole = plate_key(text) if (digits or typed_apart) and len(text) <= LONGEST_CODE else ""
	return tuple(
		dict.fromkeys(key for key in (whole, digits, digits.lstrip("0")) if 0 < len(key) <= LONGEST_CODE)
	)
