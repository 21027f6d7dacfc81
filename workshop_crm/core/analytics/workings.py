"""What the dashboard computes from a host's facts before any filter, each at most once and only when needed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from workshop_crm.core.analytics import estimator
from workshop_crm.core.analytics.arrays import NO_DAY, Days, group_starts
from workshop_crm.core.analytics.facts import CustomerValues, DashboardFacts, ValueHistory
from workshop_crm.core.analytics.fit_quality import hold_outs
from workshop_crm.core.analytics.prospects import Prospects, prospects
from workshop_crm.core.analytics.scores import Scores, score_summary
from workshop_crm.core.analytics.segments import NO_SEGMENT, assign
from workshop_crm.core.analytics.summary import Summary, VisitHistory, group_visits, summarise_history
from workshop_crm.core.analytics.transactions import Transactions
from workshop_crm.core.analytics.trend import month_ends, value_history


@dataclass(frozen=True)
class Workings:
	"""Grouped visits, the fitted estimator and the customers' values of `facts`."""

	facts: DashboardFacts

	@cached_property
	def transactions(self) -> Transactions:
		"""By customer and day."""
		return self.facts.transactions.ordered()

	@cached_property
	def first_and_last_day(self) -> tuple[Days, Days]:
		"""Ordinals of each customer's first and last visit up to today, `NO_DAY` without one."""
		columns = self.transactions
		past = columns.where(columns.is_visit & (columns.day <= self.facts.as_of.toordinal()))
		first, last = np.zeros((2, len(self.facts.customers)), np.int32)
		starts = group_starts(past.customer)
		ends = np.append(starts[1:], len(past))[: len(starts)] - 1
		who = past.customer[starts]
		first[who], last[who] = past.day[starts], past.day[ends]
		return first, last

	@cached_property
	def history(self) -> VisitHistory:
		return group_visits(self.transactions)

	@cached_property
	def summary(self) -> Summary:
		return summarise_history(self.history, len(self.facts.customers), self.facts.as_of)

	@cached_property
	def estimator(self) -> estimator.Estimator:
		return estimator.fit(self.summary, self.facts.rules.thresholds.active_days)

	@cached_property
	def scores(self) -> Scores:
		return score_summary(self.summary, self.estimator, self.facts.as_of, self.facts.rules)

	def values_to_keep(self) -> CustomerValues:
		"""Values computed now, with the month ends and the tests that are too slow for a page."""
		customers, active_days = len(self.facts.customers), self.facts.rules.thresholds.active_days
		tests = hold_outs(self.history, customers, self.facts.as_of, active_days)
		return replace(self.scores.values(), history=self.value_history, tests=tuple(tests))

	@cached_property
	def prospects(self) -> Prospects:
		from workshop_crm.core.analytics import activity  # see estimator.fit

		learned = activity.fit(self.history, len(self.facts.customers), self.facts.as_of)
		return prospects(self.summary, self.estimator, self.scores, learned)

	@cached_property
	def values(self) -> CustomerValues:
		"""The stored values, or values computed now where the host stored none.

		Who came for the first time since has a segment at once, and a value after the next run.
		"""
		stored = self.facts.values
		return self.scores.values() if stored is None else self._with_new_customers(stored)

	def _with_new_customers(self, stored: CustomerValues) -> CustomerValues:
		last = self.first_and_last_day[1]
		is_new = (stored.segment == NO_SEGMENT) & (last != NO_DAY)
		if not is_new.any():
			return stored
		came = self.transactions.where(is_new[self.transactions.customer] & self.transactions.is_visit)
		visits = np.bincount(came.customer, minlength=len(last)).astype(np.int64)
		segment = stored.segment.copy()
		rules = self.facts.rules.thresholds
		segment[is_new] = assign(last[is_new], visits[is_new], self.facts.as_of, rules)
		return replace(stored, segment=segment)

	@cached_property
	def value_history(self) -> ValueHistory:
		"""The stored month ends, or those computed now."""
		if self.values.history is not None:
			return self.values.history
		first = self.first_and_last_day[0]
		begun = first[first != NO_DAY]
		earliest = date.fromordinal(int(begun.min())) if len(begun) else self.facts.as_of
		ends = month_ends(self.facts.as_of, first=earliest)
		return value_history(self.history, len(self.facts.customers), self.estimator, ends, self.facts.rules)
