"""Single values as they arrive from a form, checked and brought to one shape."""

import re
from collections.abc import Mapping
from datetime import date

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.names.digits import to_latin_digits

_EMAIL = re.compile(r"[^@\s<>,;\"()]+@(?:[^@\s<>,;\"().]+\.)+[^@\s<>,;\"().]{2,}")
LONGEST_TEXT = 140


def text(values: Mapping[str, object], field: str) -> str:
	"""One line of text without surplus blanks; empty when missing. Raises InvalidInput over 140 characters."""
	value = " ".join(str(values.get(field) or "").split())
	if len(value) > LONGEST_TEXT:
		raise InvalidInput(
			N_("Please use at most {most} characters: {text}"), most=LONGEST_TEXT, text=value[:60]
		)
	return value


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
	if value is None or isinstance(value, date):
		return date(value.year, value.month, value.day) if value else None
	written = to_latin_digits(str(value)).strip()
	if not written:
		return None
	try:
		return date.fromisoformat(written)
	except ValueError:
		raise InvalidInput(N_("{date} is not a date. Use year-month-day."), date=written[:60]) from None


def whole_number(values: Mapping[str, object], field: str, lowest: int, highest: int) -> int | None:
	"""A whole number in Latin or Arabic digits, or None when missing. Raises InvalidInput outside the limits."""
	value = values.get(field)
	written = re.sub(r"[\s,٬]", "", to_latin_digits("" if value is None else str(value)))
	if not written:
		return None
	if not re.fullmatch(r"[0-9]{1,9}(\.0+)?", written) or not lowest <= int(float(written)) <= highest:
		raise InvalidInput(
			N_("{number} is not a whole number from {lowest} to {highest}."),
			number=written[:60],
			lowest=lowest,
			highest=highest,
		)
	return int(float(written))
