"""Dates and times as sheets write them. Day-first or month-first is decided once for a column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Literal

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.hijri import YEARS, to_gregorian
from workshop_crm.core.imports.hijri import full_year, read_hijri
from workshop_crm.core.names.fold import fold

Order = Literal["day first", "month first"]
ORDERS: tuple[Order, Order] = ("day first", "month first")
ORDER_OF_OPTION: dict[str | None, Order | None] = {
	None: None,
	"day-first": "day first",
	"month-first": "month first",
}
"""What `--dates` of a command line says."""

MIN_YEAR = 1970
NEWEST_YEAR = 2100
# Excel counts the days from here on, because it takes 1900 for a leap year.
EXCEL_BEGINNING = date(1899, 12, 30)
EXCEL_DAYS = range(20_000, 80_000)

MONTHS = {
	name: number
	for number, names in enumerate(
		(
			"january jan يناير جانفي",
			"february feb فبراير فيفري شباط",
			"march mar مارس آذار",
			"april apr أبريل أفريل نيسان",
			"may مايو ماي أيار",
			"june jun يونيو جوان حزيران",
			"july jul يوليو جويلية تموز",
			"august aug أغسطس أوت آب",
			"september sep sept سبتمبر أيلول",
			"october oct أكتوبر",
			"november nov نوفمبر",
			"december dec ديسمبر",
		),
		1,
	)
	for name in fold(names).split()
}
# Of the Levant, in two words; the first word alone says nothing.
_MONTHS_OF_TWO_WORDS = {
	fold(written): name
	for written, name in (
		("كانون الثاني", "january"),
		("كانون ثاني", "january"),
		("تشرين أول", "october"),
		("تشرين ثاني", "november"),
		("كانون أول", "december"),
		("تشرين الأول", "october"),
		("تشرين الثاني", "november"),
		("كانون الأول", "december"),
	)
}
_EXCEL = re.compile(r"(\d{5})(?:\.\d+)?")
_YEAR_FIRST = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\D{1,3}(\d{1,2})\D{1,3}(\d{4}|\d{2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(
	r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm|a\.m\.|p\.m\.|ص|م|صباحا|مساء)?", re.IGNORECASE
)
_HIJRI_MARK = re.compile(r"\s*(?:\u0647\u0640*|A\.?H\.?|H)\s*$", re.IGNORECASE)
# The day of the week, the mark of the Gregorian calendar, and the ending of an ordinal.
_BESIDE_A_DATE = re.compile(
	r"^(?:يوم\s+)?(?:السبت|ال[أا]حد|ال[إا]ثنين|الثلاثاء|ال[أا]ربعاء|الخميس|الجمعة)[\s,،]+"
	r"|^(?:sat|sun|mon|tue|wed|thu|fri)[a-z]*[\s,،.]+|\s*(?:م|ميلادي[ةه]?)$|(?<=\d)(?:st|nd|rd|th)\b",
	re.IGNORECASE,
)
_TIME_BEHIND = re.compile(r"[T\s,،]+\d{1,2}:\d{2}.*$")
_MARKS = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_AFTERNOON = ("pm", "p.m.", "م", "مساء")


def date_order(texts: Iterable[str]) -> tuple[Order, bool]:
	"""How a column writes dates with the year last, and whether its values leave no doubt.

	A number over 12 in front speaks for the day, one in the middle for the month first. Without either the day is first,
	as in the Gulf.
	"""
	day_first = month_first = ambiguous = 0
	for text in texts:
		if found := _YEAR_LAST.fullmatch(_without_time(text)):
			first, second = int(found[1]), int(found[2])
			day_first += first > 12
			month_first += second > 12
			ambiguous += first <= 12 and second <= 12 and first != second
	order: Order = "month first" if month_first > day_first else "day first"
	return order, bool(day_first or month_first) or not ambiguous


def parse_date(text: str, order: Order = "day first") -> date:
	"""A date of a visit; raises InvalidInput that says what the text looks like."""
	if _ISO.fullmatch(text):
		return _checked(int(text[:4]), int(text[5:7]), int(text[8:]), text)
	written, is_marked = _HIJRI_MARK.subn("", _without_time(text))
	if found := _YEAR_FIRST.fullmatch(written) or _COMPACT.fullmatch(written):
		return _checked(int(found[1]), int(found[2]), int(found[3]), text)
	if found := _YEAR_LAST.fullmatch(written):
		first, second = int(found[1]), int(found[2])
		day, month = (first, second) if order == "day first" else (second, first)
		full = full_year if is_marked else _full_year
		return _checked(full(found[3]), month, day, text)
	if parts := _with_month_name(written):
		return _checked(*parts, text)
	if (found := _EXCEL.fullmatch(written)) and int(found[1]) in EXCEL_DAYS:
		counted = EXCEL_BEGINNING + timedelta(int(found[1]))
		return _checked(counted.year, counted.month, counted.day, text)
	if hijri_day := _with_hijri_month(written, text):
		return hijri_day
	raise InvalidInput(N_("{text} is not a date. Write it as 2026-01-31 or 31/01/2026."), text=text[:40])


def parse_time(text: str) -> time:
	"""A time of day, also behind a date; raises InvalidInput for what is none."""
	written = _MARKS.sub("", to_latin_digits(text)).strip()
	found = _TIME.fullmatch(written) or _TIME.fullmatch(written.partition(" ")[2].strip())
	if found:
		hour, minute = int(found[1]), int(found[2])
		half = (found[4] or "").lower()
		if half:
			hour = hour % 12 + (12 if half in _AFTERNOON else 0)
		if hour < 24 and minute < 60:
			return time(hour, minute)
	raise InvalidInput(N_("{text} is not a time. Write it as 14:30."), text=text[:40])


def _without_time(text: str) -> str:
	written = _TIME_BEHIND.sub("", _MARKS.sub("", to_latin_digits(text)).strip())
	return _BESIDE_A_DATE.sub("", written).strip()


def _full_year(text: str) -> int:
	return int(text) if len(text) == 4 else 2000 + int(text)


def _with_month_name(written: str) -> tuple[int, int, int] | None:
	folded = fold(written)
	for two_words, name in _MONTHS_OF_TWO_WORDS.items():
		folded = folded.replace(two_words, name)
	words = folded.split()
	months = [MONTHS[word] for word in words if word in MONTHS]
	numbers = [word for word in words if word.isdigit()]
	if len(numbers) != 2 or len(set(months)) != 1:
		return None
	day, year = sorted(numbers, key=len) if len(numbers[0]) == 4 else numbers
	if len(day) > 2 or len(year) not in (2, 4):
		return None
	return _full_year(year), months[0], int(day)


def _with_hijri_month(written: str, text: str) -> date | None:
	try:
		return read_hijri(written)
	except ValueError:
		raise _not_in_the_calendar(text) from None


def _checked(year: int, month: int, day: int, text: str) -> date:
	try:
		found = to_gregorian(year, month, day) if year in YEARS else date(year, month, day)
	except ValueError:
		raise _not_in_the_calendar(text) from None
	if not MIN_YEAR <= found.year <= NEWEST_YEAR:
		raise InvalidInput(N_("The year of {text} cannot be right."), text=text[:40])
	return found


def _not_in_the_calendar(text: str) -> InvalidInput:
	return InvalidInput(N_("{text} is not a date in the calendar."), text=text[:40])
