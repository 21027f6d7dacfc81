"""Periods as a request gives them, and months of the calendar."""

from datetime import date, timedelta
from typing import NamedTuple

from workshop_crm.core.common import fields
from workshop_crm.core.common.errors import N_, InvalidInput


class Period(NamedTuple):
	"""Both days are included; None is open."""

	start: date | None
	end: date | None

	def includes(self, day: date) -> bool:
		return (self.start or day) <= day <= (self.end or day)


def read_period(from_date: object, to_date: object) -> Period:
	"""Raises InvalidInput for what is no date, and for an end before the start."""
	start, end = fields.day(from_date), fields.day(to_date)
	if start and end and end < start:
		raise InvalidInput(N_("The first date is after the last date. Swap them."))
	return Period(start, end)


def months_after(day: date, months: int) -> date | None:
	"""The same day of a later month, or its last day; None when the calendar ends before."""
	years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
	if not date.min.year <= years < date.max.year:
		return None
	end = date(years + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
	return date(years, month + 1, min(day.day, end.day))
