"""Days as people read them, on pages and on paper."""

from datetime import date

from babel.core import Locale
from babel.dates import format_date

from workshop_crm.core.common.digits import to_arabic_digits
from workshop_crm.core.common.languages import Language

LOCALES = {"ar": Locale.parse("ar_SA"), "en": Locale.parse("en_GB")}
# The month is a word: 03/04 is read differently in different countries.
DAY = "d MMMM y"
MONTH = "MMMM y"


def written_day(day: date, language: Language) -> str:
	"""With the month in words, and in Arabic with its digits."""
	return _written(day, DAY, language)


def written_month(day: date, language: Language) -> str:
	"""The month and year of a day: July 2026."""
	return _written(day, MONTH, language)


def _written(day: date, pattern: str, language: Language) -> str:
	written = format_date(day, pattern, LOCALES[language])
	return to_arabic_digits(written) if language == "ar" else written
