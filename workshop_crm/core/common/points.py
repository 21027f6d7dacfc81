"""A number of points in words that agree with it: 1 point, 5 points; نقطة واحدة، نقطتان، ٣ نقاط، ١١ نقطة.

Arabic has a form for each of CLDR's six plural categories, and the two of English are made of some of them. So a number is put
into one of the six for every language, and each has an English text that a catalogue translates. The screens have the same
texts in `ui/points_in_words.js`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, Literal

from workshop_crm.core.common.digits import grouped
from workshop_crm.core.common.errors import N_, Counted, filled

Category = Literal["zero", "one", "two", "few", "many", "other"]

FORMS: Final[Mapping[Category, str]] = {
	"zero": N_("0 points"),
	"one": N_("1 point"),
	"two": N_("2 points"),
	"few": N_("{few} points"),
	"many": N_("{many} points"),
	"other": N_("{other} points"),
}
SMALLEST: Final[tuple[Category, ...]] = ("zero", "one", "two")


def category(number: int) -> Category:
	"""By CLDR's rules for Arabic. What is below zero is "few", "many" or "other": those forms keep the number and its sign."""
	if 0 <= number < len(SMALLEST):
		return SMALLEST[number]
	rest = abs(number) % 100
	if rest < len(SMALLEST):
		return "other"
	return "few" if rest <= 10 else "many"


def in_points(number: int, language: str, translate: Callable[[str], str]) -> str:
	"""In the language of `translate`, with its digits; as the subject of a sentence or alone."""
	return filled(translate(FORMS[category(number)]), grouped(Decimal(number), 0, language))


def counted(number: int) -> Counted:
	"""A number of points among the values of an error."""
	return Counted(number, FORMS[category(number)])
