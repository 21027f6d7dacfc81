"""Periods as a request gives them."""

from datetime import date
from typing import NamedTuple

from workshop_crm.core.common import fields
from workshop_crm.core.common.errors import N_, InvalidInput


class Period(NamedTuple):
	"""Both days are included; None is open."""

	start: date | None
	end: date | None


def read_period(from_date: object, to_date: object) -> Period:
	"""Raises InvalidInput for what is no date, and for an end before the start."""
	start, end = fields.day(from_date), fields.day(to_date)
	if start and end and end < start:
		raise InvalidInput(N_("The first date is after the last date. Swap them."))
	return Period(start, end)
