"""A car that is typed together with something else: "Ahmed Camry", "كامري محمد", "Toyota Hilux Khalid", "camry 2019"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.names.cars import car_key
from workshop_crm.core.search.car_models import CarModel, ModelsMeant

# So many words are tried, and so many of them together.
MAX_WORDS = 8
MAX_CAR_WORDS = 4
MIN_YEAR, MAX_YEAR = 1950, 2099
# As in "كامري موديل 2019".
_BEFORE_A_YEAR = frozenset({"model", "year", "موديل", "سنه"})

_YEAR = re.compile(r"[0-9]{4}", re.ASCII)

Means = Callable[[str], ModelsMeant]


@dataclass(frozen=True, slots=True)
class CarInText:
	"""One way to take a text that names a car: `rest` is what the owner is looked for by, empty for the car alone.

	`is_make`: the make alone was named. `year` is the model year among the words, None when none is taken for one.
	"""

	models: tuple[CarModel, ...]
	is_make: bool
	rest: str
	year: int | None = None


def cars_in_text(text: str, means: Means) -> list[CarInText]:
	"""How to take a text of several words of which some name a car as `means` has it, the likeliest first.

	A make and a model may stand apart. A number that may be a model year may be a part of a phone or plate as well.
	"""
	words = text.split()
	if not 1 < len(words) <= MAX_WORDS or (found := _longest(words, means)) is None:
		return []
	meant, rest = found
	models, is_make = meant.models, meant.is_make
	while (more := _longest(rest, _within(models, means))) is not None:
		meant, rest = more
		models, is_make = meant.models, is_make and meant.is_make
	year, others = _year(rest)
	readings = [CarInText(models, is_make, " ".join(rest))]
	return readings if year is None else [CarInText(models, is_make, " ".join(others), year), *readings]


def _longest(words: Sequence[str], means: Means) -> tuple[ModelsMeant, list[str]] | None:
	"""The most words in a row that name a car, and the others."""
	for length in range(min(MAX_CAR_WORDS, len(words)), 0, -1):
		for start in range(len(words) - length + 1):
			meant = means(" ".join(words[start : start + length]))
			if meant.models:
				return meant, [*words[:start], *words[start + length :]]
	return None


def _within(models: Sequence[CarModel], means: Means) -> Means:
	"""What another part of the text means, as far as it is one of these models too."""

	def narrowed(part: str) -> ModelsMeant:
		meant = means(part)
		return replace(meant, models=tuple(one for one in models if one in meant.models))

	return narrowed


def _year(words: Sequence[str]) -> tuple[int | None, list[str]]:
	"""The first model year among the words, and the others without it."""
	for place, word in enumerate(words):
		digits = to_latin_digits(word)
		if _YEAR.fullmatch(digits) and MIN_YEAR <= int(digits) <= MAX_YEAR:
			before = list(words[:place])
			if before and car_key(before[-1]) in _BEFORE_A_YEAR:
				before.pop()
			return int(digits), [*before, *words[place + 1 :]]
	return None, list(words)
