"""Days of the week as an owner types them in a row, in either language."""

from __future__ import annotations

import re

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.names.fold import fold

# Monday first, as Python counts.
_NAMES = (
	("Monday", "Mon", "الاثنين"),
	("Tuesday", "Tue", "الثلاثاء"),
	("Wednesday", "Wed", "الأربعاء"),
	("Thursday", "Thu", "الخميس"),
	("Friday", "Fri", "الجمعة"),
	("Saturday", "Sat", "السبت"),
	("Sunday", "Sun", "الأحد"),
)
_NUMBERS = {fold(name): number for number, names in enumerate(_NAMES) for name in names}
_BETWEEN = re.compile(r"[,،;؛\n]")


def weekdays_in(text: str) -> frozenset[int]:
	"""The days that the text names, Monday is 0; what names none is left out."""
	return frozenset(_NUMBERS[day] for day in map(fold, _parts(text)) if day in _NUMBERS)


def check_weekdays(text: str) -> None:
	"""Raise InvalidInput for a word that names no day."""
	for part in _parts(text):
		if fold(part) not in _NUMBERS:
			raise InvalidInput(
				N_("{day} is not a day of the week. Enter days such as Friday, Saturday."), day=part
			)


def _parts(text: str) -> list[str]:
	return [part.strip() for part in _BETWEEN.split(text) if part.strip()]
