"""Hijri dates as people write them in sheets."""

from __future__ import annotations

import re
from datetime import date

from workshop_crm.core.common.hijri import YEARS, to_gregorian
from workshop_crm.core.names.fold import fold

# Alternatives of each month's name as people spell it, without blanks, folded below.
_MONTHS = (
	"محرم المحرم محرمالحرام muharram moharram",
	"صفر safar",
	"ربيعالأول ربيعأول ربيع1 rabialawwal rabialawal rabiulawwal rabii rabi1",
	"ربيعالآخر ربيعالثاني ربيعثاني ربيعآخر ربيع2 rabialthani rabialakhir rabialakhar rabiulthani rabiii rabi2",
	"جمادىالأولى جمادىالأول جمادالأول جمادالأولى جمادىأولى جمادى1 jumadaalula jumadaalawwal jumadaalawal jumadai jumada1",
	"جمادالثاني جمادالآخر جمادىالآخرة جمادىالثانية جمادىالثاني جمادىالآخر جمادىثانية جمادى2 jumadaalthani jumadaalakhirah jumadaalakhira jumadaii jumada2",
	"رجب rajab",
	"شعبان shaban shaaban",
	"رمضان ramadan ramadhan",
	"شوال shawwal shawal",
	"ذوالقعدة ذيالقعدة ذوقعدة القعدة dhualqadah dhulqadah dhualqidah dhulqidah zulqadah dhualqada",
	"ذوالحجة ذيالحجة ذوحجة الحجة dhualhijjah dhulhijjah dhualhijja dhulhijja zulhijjah",
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in fold(names).split()}
_WRITTEN = re.compile(r"(\d{1,2})\D*?\s*([^\d\s].*?)\s*(\d{4}|\d{2})(?:\s*[هhـ]+)?")
_CENTURY = 1400


def read_hijri(text: str) -> date | None:
	"""The day of a date that names a Hijri month, as 15 رجب 1447 هـ. None for any other text.

	Raises ValueError for a day that the month does not have.
	"""
	found = _WRITTEN.fullmatch(fold(text))
	month = found and _NUMBERS.get(found[2].replace(" ", ""))
	if not found or not month or full_year(found[3]) not in YEARS:
		return None
	return to_gregorian(full_year(found[3]), month, int(found[1]))


def full_year(text: str) -> int:
	"""A year of two digits is one of the present century."""
	return int(text) if len(text) == 4 else _CENTURY + int(text)
