"""Hijri dates by the Umm al-Qura calendar, which the Gulf states write (the hijridate library; years 1343 to 1500)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hijridate import Gregorian, Hijri

from workshop_crm.core.common.digits import shown_digits
from workshop_crm.core.common.languages import Language

YEARS = range(1343, 1501)
MONTHS: dict[Language, tuple[str, ...]] = {
	"ar": (
		"محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
		"رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
	),
	"en": (
		"Muharram", "Safar", "Rabi\u02bb I", "Rabi\u02bb II", "Jumada I", "Jumada II",
		"Rajab", "Sha\u02bbban", "Ramadan", "Shawwal", "Dhu\u02bbl-Qi\u02bbdah", "Dhu\u02bbl-Hijjah",
	),
}  # fmt: skip
"""As browsers write them, by Unicode's CLDR."""
_ERA: dict[Language, str] = {"ar": "هـ", "en": "AH"}


class HijriDay(NamedTuple):
	year: int
	month: int
	day: int


def to_gregorian(year: int, month: int, day: int) -> date:
	"""Raises ValueError for a day that the calendar does not have."""
	try:
		found = Hijri(year, month, day).to_gregorian()
	except OverflowError as error:
		raise ValueError(str(error)) from None
	return date(found.year, found.month, found.day)


def to_hijri(day: date) -> HijriDay | None:
	"""None for a day before or after the years of the calendar."""
	try:
		found = Gregorian(day.year, day.month, day.day).to_hijri()
	except (OverflowError, ValueError):
		return None
	return HijriDay(found.year, found.month, found.day)


def written_hijri(day: date, language: Language) -> str | None:
	"""The day with its month in words: 19 Jumada II 1448 AH; None for one outside the years of the calendar."""
	found = to_hijri(day)
	if found is None:
		return None
	written = f"{found.day} {MONTHS[language][found.month - 1]} {found.year} {_ERA[language]}"
	return shown_digits(written, language)
