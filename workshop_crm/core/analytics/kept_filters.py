"""Filters that are kept for later, in a saved view or a weekly e-mail, and the dates they have on a later day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.fields import SHOWN_CHARACTERS
from workshop_crm.core.common.periods import USUAL_PERIODS


def check_period(name: str) -> str:
	"""Raises InvalidInput for a name that is neither empty nor one of `USUAL_PERIODS`."""
	if name and name not in USUAL_PERIODS:
		raise InvalidInput(N_("There is no period {period}."), period=name[:SHOWN_CHARACTERS])
	return name


def as_of(filters: Filters, period: str, today: date) -> Filters:
	"""The filters with the dates that the usual period has today; with their own where it is empty."""
	if not period:
		return filters
	start, end = USUAL_PERIODS[period](today)
	return replace(filters, from_date=start, to_date=end)


def moved(filters: Filters, chosen_on: date, today: date) -> Filters:
	"""The filters with their own dates moved on by as many days as have passed since they were chosen."""
	passed = today - chosen_on
	return replace(
		filters,
		from_date=filters.from_date and filters.from_date + passed,
		to_date=filters.to_date and filters.to_date + passed,
	)
