"""Periods as Frappe filters them."""

from __future__ import annotations

from datetime import timedelta

from workshop_crm.core.common.periods import Period


def between(fieldname: str, period: Period) -> list[list]:
	"""Frappe filters for a Date or Datetime field, both days included."""
	filters: list[list] = []
	if period.start:
		filters.append([fieldname, ">=", period.start])
	if period.end:
		filters.append([fieldname, "<", period.end + timedelta(days=1)])
	return filters
