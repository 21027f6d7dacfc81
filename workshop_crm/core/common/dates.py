"""Days as people read them, on pages and on paper."""

from datetime import date
from typing import Literal

from babel.core import Locale
from babel.dates import format_date
from babel.units import format_unit

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


def written_days(count: int, language: Language) -> str:
	"""A number of days with the form of the word that it takes, after a preposition in Arabic: 365 days, ٣ أيام, يومين."""
	return _written_unit(count, "day", language)


def written_months(count: int, language: Language) -> str:
	"""The same of months: 12 months, ١٢ شهرًا."""
	return _written_unit(count, "month", language)


def _written_unit(count: int, unit: str, language: Language) -> str:
	written = format_unit(count, f"duration-{unit}", locale=LOCALES[language])
	# The tables have the dual as a subject has it; in every sentence of ours a preposition stands before it.
	oblique = written.removesuffix("ان") + "ين" if written.endswith("ان") else written
	return shown_digits(oblique, language)


def _written(day: date, pattern: str, language: Language) -> str:
	return shown_digits(format_date(day, pattern, LOCALES[language]), language)
