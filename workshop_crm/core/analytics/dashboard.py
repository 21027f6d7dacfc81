"""The dashboard's reply: every figure, chart and table from the same filtered records."""

from __future__ import annotations

from typing import Any

import numpy as np

from workshop_crm.core.analytics.arrays import month_label, month_number
from workshop_crm.core.analytics.facts import CustomerValues, DashboardFacts, ValueTrend
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.heatmap import WEEKDAYS, weekday_hour
from workshop_crm.core.analytics.retention import cohorts
from workshop_crm.core.analytics.satisfaction import Distribution, distribution
from workshop_crm.core.analytics.segments import ACTIVE, NEW, SEGMENTS
from workshop_crm.core.analytics.selection import Selection, select
from workshop_crm.core.analytics.service_frequency import service_frequency
from workshop_crm.core.analytics.trend import month_ends, trend_of
from workshop_crm.core.analytics.workings import Workings
from workshop_crm.core.common.ratings import RATINGS, csat

_SHARE_DIGITS = 4


def build(facts: DashboardFacts, filters: Filters) -> dict[str, Any]:
	"""The reply of `analytics.dashboard`: money rounded to 2 decimals, shares 0..1, dates ISO, no NaN.

	Dates and service type choose invoices and invitations, and the customers who have one of them; the segment chooses
	customers. Lifetime value and segment are those of today whatever the dates. points_liability is always that
	of the whole workshop. `method` and segment names are English, to be translated by the host.
	Raises InvalidInput for a segment or service type that does not exist.
	"""
	workings = Workings(facts)
	values = workings.values
	selection = select(facts, values, filters)
	answers = distribution(selection.invitations)
	return {
		"filters": filters.as_dict(),
		"options": {
			"segments": list(SEGMENTS),
			"service_types": [{"name": one.name, "name_ar": one.name_ar} for one in facts.service_types],
		},
		"computed_on": values.computed_on.isoformat(),
		"method": values.method,
		"currency": facts.currency,
		"cards": _cards(facts, values, selection, answers),
		"clv_trend": _trend(workings, filters, selection),
		"segments": _segments(values, selection),
		"satisfaction": {"labels": [str(rating) for rating in RATINGS], "counts": list(answers.counts)},
		"retention": _retention(selection, filters),
		"heatmap": _heatmap(selection),
		"service_frequency": _service_frequency(facts, selection),
	}


def _cards(
	facts: DashboardFacts, values: CustomerValues, selection: Selection, answers: Distribution
) -> dict[str, Any]:
	active = selection.customers & np.isin(values.segment, (NEW, ACTIVE))
	visits = int(selection.transactions.is_visit.sum())
	revenue = float(selection.transactions.amount.sum())
	return {
		"customers": int(selection.customers.sum()),
		"active_customers": int(active.sum()),
		"visits": visits,
		"revenue": round(revenue, 2),
		"average_invoice": round(revenue / visits, 2) if visits else 0.0,
		"total_clv": round(float(values.clv[selection.customers].sum()), 2),
		"csat": _csat(answers),
		"response_rate": _share(answers.response_rate),
		"points_liability": None if facts.points_liability is None else round(facts.points_liability, 2),
	}


def _csat(answers: Distribution) -> dict[str, Any]:
	figures = csat(answers.satisfied, answers.rated)._asdict()
	return {**{name: _share(value) for name, value in figures.items()}, "n": answers.rated}


def _share(share: float | None) -> float | None:
	return None if share is None else round(share, _SHARE_DIGITS)


def _trend(workings: Workings, filters: Filters, selection: Selection) -> dict[str, Any]:
	"""Stored month ends while all customers are shown; else the chosen customers, valued again."""
	trend = workings.facts.trend
	if trend is None or not selection.customers.all():
		ends = month_ends(selection.until, from_date=filters.from_date)
		rules = workings.facts.rules
		trend = trend_of(workings.history, selection.customers, workings.estimator, ends, rules)
	elif filters.from_date or filters.to_date:
		trend = _within(trend, filters, selection)
	return {
		"labels": list(trend.months),
		"average": [round(value, 2) for value in trend.average],
		"total": [round(value, 2) for value in trend.total],
	}


def _within(trend: ValueTrend, filters: Filters, selection: Selection) -> ValueTrend:
	first = month_label(month_number(filters.from_date)) if filters.from_date else ""
	last = month_label(month_number(selection.until))
	kept = [place for place, month in enumerate(trend.months) if first <= month <= last]
	return ValueTrend(
		tuple(trend.months[place] for place in kept),
		tuple(trend.total[place] for place in kept),
		tuple(trend.average[place] for place in kept),
	)


def _segments(values: CustomerValues, selection: Selection) -> list[dict[str, Any]]:
	segment_of_invoice = values.segment[selection.transactions.customer]
	rows = []
	for code, name in enumerate(SEGMENTS):
		members = selection.customers & (values.segment == code)
		revenue = selection.transactions.amount[segment_of_invoice == code].sum()
		rows.append(
			{
				"segment": name,
				"customers": int(members.sum()),
				"revenue": round(float(revenue), 2),
				"clv": round(float(values.clv[members].sum()), 2),
			}
		)
	return rows


def _retention(selection: Selection, filters: Filters) -> dict[str, Any]:
	found = cohorts(selection.earlier, len(selection.customers), selection.until, filters.from_date)
	rows = [
		{
			"cohort": month_label(cohort.month),
			"size": cohort.size,
			"counts": list(cohort.counts),
			"shares": [_share(share) for share in cohort.shares],
			"complete": list(cohort.complete),
		}
		for cohort in found
	]
	return {"periods": max((len(cohort.counts) for cohort in found), default=0), "rows": rows}


def _heatmap(selection: Selection) -> dict[str, Any]:
	counted = weekday_hour(selection.transactions)
	return {
		"weekdays": list(range(WEEKDAYS)),
		"hours": list(counted.hours),
		"counts": [list(row) for row in counted.counts],
	}


def _service_frequency(facts: DashboardFacts, selection: Selection) -> list[dict[str, Any]]:
	return [
		{
			"service_type": facts.service_types[one.service].name,
			"name_ar": facts.service_types[one.service].name_ar,
			"visits": one.visits,
			"revenue": round(one.revenue, 2),
			"median_days_between": one.median_days_between,
		}
		for one in service_frequency(selection.transactions, len(facts.service_types))
	]
