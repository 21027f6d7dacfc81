"""Which months of answers are kept as columns: those that are over, because their answers do not change any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def month_of(day: date) -> Month:
	return Month(day.year, day.month)


def months_between(first: date, last: date) -> Iterator[Month]:
	"""From the month of the first day to that of the last."""
	month, end = month_of(first), month_of(last)
	while month <= end:
		yield month
		month = _following(month)


def is_over(month: Month, today: date) -> bool:
	"""Whether answers of the month are kept: no more can come."""
	return month < month_of(today)


def needed(period: Period, oldest: date | None, today: date) -> list[Month]:
	"""The months that a report about `period` reads; `oldest` is the day of the first answer there is."""
	if oldest is None:
		return []
	first = max(period.start or oldest, oldest)
	last = min(period.end or today, today)
	return list(months_between(first, last))


def missing(months: Iterable[Month], kept: Iterable[str], today: date) -> list[Month]:
	"""Those that are over and not kept yet."""
	known = set(kept)
	return [month for month in months if is_over(month, today) and month.label not in known]


def _following(month: Month) -> Month:
	return Month(month.year + month.number // 12, month.number % 12 + 1)
