"""When customers come: visits by weekday and hour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workshop_crm.core.analytics.transactions import UNKNOWN_HOUR, Transactions

WEEKDAYS = 7


@dataclass(frozen=True, slots=True)
class WeekdayHours:
	"""counts[weekday][place of the hour]; weekday 0 is Sunday. hours: all from the earliest to the latest visit."""

	hours: tuple[int, ...]
	counts: tuple[tuple[int, ...], ...]


def weekday_hour(transactions: Transactions) -> WeekdayHours:
	"""Count the visits whose hour is known."""
	visits = transactions.visits
	timed = visits.where(visits.hour != UNKNOWN_HOUR)
	if len(timed) == 0:
		return WeekdayHours((), ((),) * WEEKDAYS)
	first, last = int(timed.hour.min()), int(timed.hour.max())
	width = last - first + 1
	weekday = timed.day % WEEKDAYS  # ordinal day 7 was a Sunday
	cells = np.bincount(weekday * width + timed.hour - first, minlength=WEEKDAYS * width)
	counts = tuple(tuple(row) for row in cells.reshape(WEEKDAYS, width).tolist())
	return WeekdayHours(tuple(range(first, last + 1)), counts)
