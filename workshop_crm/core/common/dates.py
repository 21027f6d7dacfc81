"""Days as people read them, on pages and on paper."""

from datetime import date
from typing import Literal

from babel.core import Locale
from babel.dates import format_date

from workshop_crm.core.common.digits import shown_digits
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.fields import SHOWN_CHARACTERS
from workshop_crm.core.common.hijri import written_hijri
from workshop_crm.core.common.languages import Language

Calendar = Literal["gregorian", "hijri"]
GREGORIAN: Calendar = "gregorian"
HIJRI: Calendar = "hijri"
LOCALES = {"ar": Locale.parse("ar_SA"), "en": Locale.parse("en_GB")}
# The month is a word: 03/04 is read differently in different countries.
DAY = "d MMMM y"
MONTH = "MMMM y"


def read_calendar(name: str) -> Calendar:
	"""Raises InvalidInput for another calendar."""
	for known in (GREGORIAN, HIJRI):
		if name == known:
			return known
	raise InvalidInput(N_("There is no calendar {calendar}."), calendar=name[:SHOWN_CHARACTERS])


def written_day(day: date, language: Language, calendar: Calendar = GREGORIAN) -> str:
	"""With the month in words, and with the reader's digits. What the Hijri calendar has not is a Gregorian day."""
	hijri = written_hijri(day, language) if calendar == HIJRI else None
	return hijri or _written(day, DAY, language)


def written_month(day: date, language: Language) -> str:
	"""The month and year of a day: July 2026."""
	return _written(day, MONTH, language)


def _written(day: date, pattern: str, language: Language) -> str:
	return shown_digits(format_date(day, pattern, LOCALES[language]), language)
