"""Single values as they arrive from a form, checked and brought to one shape."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import N_, InvalidInput

_EMAIL = re.compile(r"[^@\s<>,;\"()]+@(?:[^@\s<>,;\"().]+\.)+[^@\s<>,;\"().]{2,}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?)")
MAX_TEXT = 140
SHOWN_CHARACTERS = 60


def text(values: Mapping[str, object], field: str, longest: int = MAX_TEXT) -> str:
	"""One line of text without surplus blanks; empty when missing.

	Raises InvalidInput for what is no text or number, and over `longest` characters.
	"""
	return one_line(values.get(field), longest)


def one_line(value: object, longest: int = MAX_TEXT) -> str:
	"""As `text`, of a single value."""
	line = " ".join(storable(value).split())
	if len(line) > longest:
		raise InvalidInput(
			N_("Please use at most {most} characters: {text}"), most=longest, text=line[:SHOWN_CHARACTERS]
		)
	return line


def storable(value: object) -> str:
	"""The value as text that every database takes, lines kept; raises InvalidInput for what is no text or number."""
	if value is None:
		return ""
	if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
		raise InvalidInput(N_("Please enter text instead of {value}."), value=str(value)[:SHOWN_CHARACTERS])
	return "".join(
		c for c in str(value) if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") or c.isspace()
	)


def email(values: Mapping[str, object], field: str) -> str | None:
	"""An e-mail address with its domain in lower case, or None. Raises InvalidInput when it is not one."""
	value = text(values, field)
	if not value:
		return None
	if not _EMAIL.fullmatch(value):
		raise InvalidInput(N_("{email} is not an e-mail address."), email=value)
	name, domain = value.rsplit("@", 1)
	return f"{name}@{domain.lower()}"


def day(value: object) -> date | None:
	"""A date from ISO text or a date, or None when missing. Raises InvalidInput for anything else."""
	if isinstance(value, date):
		return date(value.year, value.month, value.day)
	written = "" if value is None else to_latin_digits(str(value)).strip()
	if not written:
		return None
	try:
		if not _DAY.fullmatch(written):
			raise ValueError(written)
		return date(*map(int, written.split("-")))
	except ValueError:
		raise InvalidInput(
			N_("{date} is not a date. Use year-month-day."), date=written[:SHOWN_CHARACTERS]
		) from None


def moment(value: object) -> datetime | None:
	"""A date and time of day from ISO text without a time zone or a datetime, or None when missing.

	A date alone is its midnight. Raises InvalidInput for anything else.
	"""
	if isinstance(value, datetime):
		return value.replace(tzinfo=None)
	written = "" if value is None else to_latin_digits(str(value)).strip()
	parts = _MOMENT.fullmatch(written)
	try:
		if parts:
			return datetime.fromisoformat(f"{parts[1]} {_full_time(parts[2])}")
		on = day(value)
	except (ValueError, InvalidInput):
		raise InvalidInput(
			N_("{moment} is not a date and time. Use year-month-day hour:minute."),
			moment=written[:SHOWN_CHARACTERS],
		) from None
	return datetime(on.year, on.month, on.day) if on else None


def whole_number(values: Mapping[str, object], field: str, lowest: int, highest: int) -> int | None:
	"""A whole number in Latin or Arabic digits, or None when missing. Raises InvalidInput outside the limits."""
	value = values.get(field)
	written = re.sub(r"[\s,٬]", "", to_latin_digits("" if value is None else str(value)))
	if not written:
		return None
	if not re.fullmatch(r"[0-9]{1,9}(\.0+)?", written) or not lowest <= int(float(written)) <= highest:
		raise InvalidInput(
			N_("{number} is not a whole number from {lowest} to {highest}."),
			number=written[:SHOWN_CHARACTERS],
			lowest=lowest,
			highest=highest,
		)
	return int(float(written))


def exact_number(value: object) -> Decimal | None:
	"""The exact Decimal of a number, or of a text that is one; None for anything else, NaN and True among it."""
	if isinstance(value, bool):
		return None
	try:
		number = Decimal(str(value))
	except InvalidOperation:
		return None
	return number if number.is_finite() else None


def _full_time(written: str) -> str:
	"""Python 3.10 reads fractions of three or six digits only."""
	head, dot, fraction = written.partition(".")
	return f"{head}.{fraction:0<6}" if dot else head
