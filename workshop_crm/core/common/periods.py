"""Periods as a request gives them, the usual ones by name, and months of the calendar."""

from collections.abc import Callable, Mapping
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


def _last_days(days: int) -> Callable[[date], Period]:
	return lambda today: Period(today - timedelta(days=days - 1), today)


USUAL_PERIODS: Mapping[str, Callable[[date], Period]] = {
	"all": lambda today: Period(None, None),
	"month": lambda today: Period(today.replace(day=1), today),
	"30": _last_days(30),
	"90": _last_days(90),
	"365": _last_days(365),
	"year": lambda today: Period(today.replace(month=1, day=1), today),
}
"""What filter bars offer by name, as of a day: the screens get them with the session's context."""


def usual_periods(today: date) -> list[dict[str, str | None]]:
	"""The usual periods as of today, for the screens: name, from_date and to_date, None where it is open."""
	return [
		{
			"name": name,
			"from_date": period.start.isoformat() if period.start else None,
			"to_date": period.end.isoformat() if period.end else None,
		}
		for name, period in ((name, as_of(today)) for name, as_of in USUAL_PERIODS.items())
	]


def months_after(day: date, months: int) -> date | None:
	"""The same day of a later month, or its last day; None when the calendar ends before."""
	years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
	if not date.min.year <= years < date.max.year:
		return None
	end = date(years + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
	return date(years, month + 1, min(day.day, end.day))
