"""Dates as an endpoint gets them."""

from __future__ import annotations

from datetime import date, timedelta

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.fields import day


def period(from_date: str | None, to_date: str | None) -> tuple[date | None, date | None]:
	"""Both ends as dates; None is open. Raises InvalidInput for no dates, or for an end before the start."""
	starts, ends = day(from_date), day(to_date)
	if starts and ends and ends < starts:
		raise InvalidInput(N_("The period ends before it begins."))
	return starts, ends


def between(fieldname: str, from_date: str | None, to_date: str | None) -> list[list]:
	"""Frappe filters for a Date or Datetime field, both days included."""
	starts, ends = period(from_date, to_date)
	filters: list[list] = []
	if starts:
		filters.append([fieldname, ">=", starts])
	if ends:
		filters.append([fieldname, "<", ends + timedelta(days=1)])
	return filters
