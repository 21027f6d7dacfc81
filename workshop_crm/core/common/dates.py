"""Days as people read them, on pages and on paper."""

from datetime import date

from babel.core import Locale
from babel.dates import format_date

from workshop_crm.core.common.digits import to_arabic_digits
from workshop_crm.core.common.languages import Language

LOCALES = {"ar": Locale.parse("ar_SA"), "en": Locale.parse("en_GB")}
# The month is a word: 03/04 is read differently in different countries.
DAY = "d MMMM y"


def written_day(day: date, language: Language) -> str:
	"""With the month in words, and in Arabic with its digits."""
	written = format_date(day, DAY, LOCALES[language])
	return to_arabic_digits(written) if language == "ar" else written
