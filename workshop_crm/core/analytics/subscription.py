"""When the dashboard is sent by e-mail, and of which days it then is."""

from __future__ import annotations

from datetime import date, timedelta

from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.kept_filters import as_of, moved
from workshop_crm.core.analytics.weekdays import WEEKDAY_NAMES
from workshop_crm.core.common.errors import N_, InvalidInput

WEEKDAYS = (*WEEKDAY_NAMES[1:], WEEKDAY_NAMES[0])
"""In the order of `date.weekday`."""
_WEEK = 7


def check_weekday(weekday: str) -> str:
	"""Raises InvalidInput for another word."""
	if weekday not in WEEKDAYS:
		raise InvalidInput(N_("There is no weekday {weekday}."), weekday=weekday)
	return weekday


def check_address(address: str | None) -> None:
	"""Raises InvalidInput for a user without an e-mail address."""
	if not address:
		raise InvalidInput(N_("Your user has no e-mail address. Enter one in your profile."))


def is_due(weekday: str, last_sent_on: date, today: date) -> bool:
	"""Whether a `weekday` has come since `last_sent_on`: one e-mail is sent for all that were missed."""
	days_ago = (today.weekday() - WEEKDAYS.index(weekday)) % _WEEK
	return today - timedelta(days=days_ago) > last_sent_on


def filters_on(filters: Filters, period: str, chosen_on: date, today: date) -> Filters:
	"""Of which days an e-mail is: a usual period as it is today, other dates moved on since they were chosen."""
	return as_of(filters, period, today) if period else moved(filters, chosen_on, today)
