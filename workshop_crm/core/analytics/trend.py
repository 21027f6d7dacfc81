"""How the lifetime value of the customers developed: every customer valued again as of past month ends."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from workshop_crm.core.analytics import estimator
from workshop_crm.core.analytics.arrays import Flags, month_label, month_number
from workshop_crm.core.analytics.facts import ValueTrend
from workshop_crm.core.analytics.rules import ScoringRules
from workshop_crm.core.analytics.summary import VisitHistory, group_visits, summarise_history
from workshop_crm.core.analytics.transactions import Transactions


def value_trend(
	transactions: Transactions,
	customers: int,
	as_of: date,
	rules: ScoringRules | None = None,
	months: int = 12,
) -> ValueTrend:
	"""Total and average lifetime value of all customers in each of the last `months` months, for a host to store."""
	rules = rules or ScoringRules()
	history = group_visits(transactions)
	fitted = estimator.fit(summarise_history(history, customers, as_of), rules.thresholds.active_days)
	everybody = np.ones(customers, np.bool_)
	return trend_of(history, everybody, fitted, month_ends(as_of, months), rules)


def month_ends(as_of: date, months: int = 12, from_date: date | None = None) -> list[date]:
	"""The last day of each of the last `months` months, oldest first; the running month ends at `as_of`.

	Months that end before `from_date` are left out.
	"""
	ends = [as_of]
	while len(ends) < months and ends[0].replace(day=1) > date.min:
		ends.insert(0, ends[0].replace(day=1) - timedelta(days=1))
	return [end for end in ends if from_date is None or end >= from_date]


def trend_of(
	history: VisitHistory, chosen: Flags, fitted: estimator.Estimator, ends: list[date], rules: ScoringRules
) -> ValueTrend:
	"""Trend of the `chosen` customers; months before the first visit of any of them are left out.

	One estimator values all months, so that a change of the line is a change of the customers and not of the
	estimate. Only visits up to each month's end count. The average is over those who had come by then.
	"""
	months, totals, averages = [], [], []
	for end in ends:
		summary = summarise_history(history, len(chosen), end)
		known = int((chosen & (summary.first_day > 0)).sum())
		if known == 0:
			continue
		valuation = fitted.value(summary, rules.horizon_months, rules.monthly_discount)
		total = float(valuation.clv[chosen].sum())
		months.append(month_label(month_number(end)))
		totals.append(total)
		averages.append(total / known)
	return ValueTrend(tuple(months), tuple(totals), tuple(averages))
