"""One call from invoices to everything that is known of each customer in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workshop_crm.core.analytics import estimator
from workshop_crm.core.analytics.arrays import Bytes, Days, Floats, Integers
from workshop_crm.core.analytics.facts import CustomerValues
from workshop_crm.core.analytics.rules import ScoringRules, SegmentThresholds
from workshop_crm.core.analytics.segments import assign
from workshop_crm.core.analytics.summary import Summary, summarise
from workshop_crm.core.analytics.transactions import Transactions


@dataclass(frozen=True, slots=True)
class Scores:
	"""Arrays of length n, the host's order of customers; zeros and `NO_SEGMENT` for those who have not come.

	segment: code, see `segments.segment_name`. p_alive: 0..1. expected_visits: in the horizon. clv: money, discounted,
	in the horizon. recency_days: days since the last visit. visits: invoices that are no return. frequency: days with
	a visit after the first. revenue: net of returns. monetary_value: average money of a repeat day. first_day,
	last_day: ordinals. method: one of `estimator.METHODS`, English, to be translated.
	"""

	as_of: date
	method: str
	segment: Bytes
	p_alive: Floats
	expected_visits: Floats
	clv: Floats
	recency_days: Integers
	visits: Integers
	frequency: Integers
	revenue: Floats
	monetary_value: Floats
	first_day: Days
	last_day: Days

	def __len__(self) -> int:
		return len(self.segment)

	def values(self) -> CustomerValues:
		"""The columns that the dashboard takes."""
		return CustomerValues(self.segment, self.clv, self.p_alive, self.as_of, self.method)


def score_customers(
	transactions: Transactions,
	customers: int,
	as_of: date,
	horizon_months: int = 12,
	monthly_discount: float = 0.01,
	thresholds: SegmentThresholds | None = None,
) -> Scores:
	"""Score `customers` customers as of the end of a day; later transactions are not looked at.

	The models are used where at least `estimator.MINIMUM_REPEATERS` customers came again and the fit converges,
	averages otherwise; `method` says which.
	"""
	rules = ScoringRules(horizon_months, monthly_discount, thresholds or SegmentThresholds())
	summary = summarise(transactions, customers, as_of)
	return score_summary(summary, estimator.fit(summary, rules.thresholds.active_days), as_of, rules)


def score_summary(summary: Summary, fitted: estimator.Estimator, as_of: date, rules: ScoringRules) -> Scores:
	"""Score the customers of a summary made as of `as_of` with an estimator that was fitted before."""
	valuation = fitted.value(summary, rules.horizon_months, rules.monthly_discount)
	return Scores(
		as_of=as_of,
		method=fitted.method,
		segment=assign(summary.last_day, summary.visits, as_of, rules.thresholds),
		p_alive=valuation.p_alive,
		expected_visits=valuation.expected_visits,
		clv=valuation.clv,
		recency_days=summary.T - summary.recency,
		visits=summary.visits,
		frequency=summary.frequency,
		revenue=summary.revenue,
		monetary_value=summary.monetary_value,
		first_day=summary.first_day,
		last_day=summary.last_day,
	)
