"""How the lifetime value of the customers developed: every customer valued again as of past month ends."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from workshop_crm.core.analytics import estimator
from workshop_crm.core.analytics.arrays import NO_DAY, Days, Flags, Floats, month_label, month_number
from workshop_crm.core.analytics.facts import ValueHistory, ValueTrend
from workshop_crm.core.analytics.rules import ScoringRules
from workshop_crm.core.analytics.summary import VisitHistory, summarise_history

MONTHS = 12
"""What is shown of the line."""
MAX_MONTHS = 36
"""What is kept of it, for dates of the past."""


def month_ends(as_of: date, months: int = MAX_MONTHS, first: date | None = None) -> list[date]:
	"""The last day of each of the last `months` months, oldest first; the running month ends at `as_of`.

	Months that end before the day `first` are left out.
	"""
	ends = [as_of]
	while len(ends) < months and ends[0].replace(day=1) > date.min:
		ends.insert(0, ends[0].replace(day=1) - timedelta(days=1))
	return [end for end in ends if first is None or end >= first]


def value_history(
	history: VisitHistory, customers: int, fitted: estimator.Estimator, ends: list[date], rules: ScoringRules
) -> ValueHistory:
	"""Every customer valued as of each of the `ends`, with the visits up to it.

	One estimator values all months, so that a change of the line is a change of the customers and not of the estimate.
	"""

	def valued(end: date) -> Floats:
		summary = summarise_history(history, customers, end)
		return fitted.value(summary, rules.horizon_months, rules.monthly_discount).clv

	labels = tuple(month_label(month_number(end)) for end in ends)
	return ValueHistory(labels, tuple(end.toordinal() for end in ends), [*map(valued, ends)])


def trend_of(
	values: ValueHistory, chosen: Flags, first_day: Days, until: date, from_date: date | None = None
) -> ValueTrend:
	"""Trend of the `chosen` customers in the latest `MONTHS` months between the dates.

	first_day: ordinal of each customer's first visit, `NO_DAY` without one. The average is over those who had come by
	the end of the month; months before the first visit of any of them are left out.
	"""
	first = month_label(month_number(from_date)) if from_date else ""
	last = month_label(month_number(until))
	within = [place for place, month in enumerate(values.months) if first <= month <= last]
	months, totals, averages = [], [], []
	begun = np.sort(first_day[chosen & (first_day != NO_DAY)])
	for place in within[-MONTHS:]:
		known = int(np.searchsorted(begun, values.ends[place], side="right"))
		if known:
			total = float(values.clv[place][chosen].sum())
			months.append(values.months[place])
			totals.append(total)
			averages.append(total / known)
	return ValueTrend(tuple(months), tuple(totals), tuple(averages))
