"""Which answers are kept as columns, by months: those of the days before yesterday, because no more come to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from workshop_crm.core.common.periods import Period


class Month(NamedTuple):
	"""A calendar month; its label is 2026-11."""

	year: int
	number: int

	@property
	def label(self) -> str:
		return f"{self.year:04d}-{self.number:02d}"

	@property
	def period(self) -> Period:
		first = date(self.year, self.number, 1)
		return Period(first, _following(self).first - timedelta(days=1))

	@property
	def first(self) -> date:
		return date(self.year, self.number, 1)

	def kept_until(self, today: date) -> date:
		"""The day before which its answers are kept."""
		return min(_following(self).first, kept_before(today))

	def rest(self, until: date | None) -> Period | None:
		"""The days of the month that are not kept. `until` is None where all of it is, as before 0.6.0."""
		last = _following(self).first - timedelta(days=1)
		return Period(until, last) if until and until <= last else None


def kept_before(today: date) -> date:
	"""The first day that is not kept: an answer of the last minute before midnight may not be stored when the night's job looks."""
	return today - timedelta(days=1)


def month_of(day: date) -> Month:
	return Month(day.year, day.month)


def months_between(first: date, last: date) -> Iterator[Month]:
	"""From the month of the first day to that of the last."""
	month, end = month_of(first), month_of(last)
	while month <= end:
		yield month
		month = _following(month)


def needed(period: Period, oldest: date | None, today: date) -> list[Month]:
	"""The months that a report about `period` reads; `oldest` is the day of the first answer there is."""
	if oldest is None:
		return []
	first = max(period.start or oldest, oldest)
	last = min(period.end or today, today)
	return list(months_between(first, last))


def _following(month: Month) -> Month:
	return Month(month.year + month.number // 12, month.number % 12 + 1)
