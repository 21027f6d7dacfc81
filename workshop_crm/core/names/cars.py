"""Names of makes and models: the same one in another script or spelling is recognised, and a new one is welcome.

`car_table` has those of the market; a workshop's own join them. A name is compared by its key: letters and digits, folded.
A typing error is forgiven in names of five letters and more, where only one name is so near; digits are never taken for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.names.car_table import ROWS
from workshop_crm.core.names.fold import fold

# Of shorter names every letter counts: Kia, Geely and Chery are near to others.
MIN_FORGIVING = 5
_FIRST_ARABIC = re.compile(r"\s(?=[\u0600-\u06ff])")


@dataclass(frozen=True, slots=True)
class CarName:
	"""A make or a model in both scripts, and other spellings of it; one that a workshop typed may have one script only."""

	name: str
	arabic: str = ""
	others: tuple[str, ...] = ()

	@property
	def spellings(self) -> tuple[str, ...]:
		"""All of them, the English one first."""
		return tuple(text for text in (self.name, self.arabic, *self.others) if text)

	def in_script_of(self, text: str) -> str:
		"""The name in the script in which `text` is written."""
		return self.name if not self.arabic or not is_arabic(text) else self.arabic


@dataclass(frozen=True, slots=True)
class Make(CarName):
	"""A make with its models."""

	models: tuple[CarName, ...] = ()


def _models(text: str) -> tuple[CarName, ...]:
	rows = (_FIRST_ARABIC.split(part.strip(), maxsplit=1) for part in text.split(",") if part.strip())
	return tuple(CarName(row[0], row[1] if len(row) > 1 else "") for row in rows)


MAKES: tuple[Make, ...] = tuple(
	Make(name, arabic, tuple(part.strip() for part in others.split(",") if part.strip()), _models(models))
	for name, arabic, others, models in ROWS
)


def is_arabic(text: str) -> bool:
	"""Whether a text has Arabic letters."""
	return any("\u0621" <= letter <= "\u064a" for letter in text)


@lru_cache(maxsize=4096)
def car_key(text: str) -> str:
	"""A name of a make or a model as it is compared."""
	return re.sub(r"[^\w]|_", "", fold(to_latin_digits(text)))


def find_name(text: str, known: Sequence[CarName]) -> CarName | None:
	"""The one of `known` that `text` names: by its key, else with one typing error where no other is as near."""
	key = car_key(text)
	if not key:
		return None
	for one in known:
		if key in map(car_key, one.spellings):
			return one
	near = [one for one in known if any(_is_near(key, car_key(spelling)) for spelling in one.spellings)]
	return near[0] if len(near) == 1 else None


def known_make(text: str) -> Make | None:
	"""The make of the table that `text` names."""
	found = find_name(text, MAKES)
	return found if isinstance(found, Make) else None


def models_of(make: str) -> tuple[CarName, ...]:
	"""The models that the table has of a make."""
	found = known_make(make)
	return found.models if found else ()


def settled(text: str, known: Sequence[CarName], there: Iterable[str]) -> str:
	"""How `text` is stored: a known name in its standard spelling, the one that is `there` before others; another as it is there.

	Where no car has a standard spelling, the script is that of the cars, else that of `text`.
	"""
	if not car_key(text):
		return text
	name = find_name(text, known)
	mine = {car_key(spelling) for spelling in name.spellings} if name else {car_key(text)}
	present = [one for one in there if car_key(one) in mine]
	kept = [one for one in present if one in name.spellings] if name else present
	if kept:
		return min(kept, key=lambda one: (one != text, one))
	return name.in_script_of(min(present, default=text)) if name else text


def _is_near(key: str, other: str) -> bool:
	if len(key) < MIN_FORGIVING or any(c.isdigit() for c in key + other):
		return False
	return is_arabic(key) == is_arabic(other) and OSA.distance(key, other, score_cutoff=1) <= 1
