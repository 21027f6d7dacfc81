"""What the dashboard computes from a host's facts before any filter, each at most once and only when needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workshop_crm.core.analytics import estimator
from workshop_crm.core.analytics.facts import CustomerValues, DashboardFacts
from workshop_crm.core.analytics.scores import score_summary
from workshop_crm.core.analytics.summary import Summary, VisitHistory, group_visits, summarise_history


@dataclass(frozen=True)
class Workings:
	"""Grouped visits, the fitted estimator and the customers' values of `facts`."""

	facts: DashboardFacts

	@cached_property
	def history(self) -> VisitHistory:
		return group_visits(self.facts.transactions)

	@cached_property
	def summary(self) -> Summary:
		return summarise_history(self.history, len(self.facts.customers), self.facts.as_of)

	@cached_property
	def estimator(self) -> estimator.Estimator:
		return estimator.fit(self.summary, self.facts.rules.thresholds.active_days)

	@cached_property
	def values(self) -> CustomerValues:
		"""The stored values, or values computed now where the host stored none."""
		if self.facts.values is not None:
			return self.facts.values
		return score_summary(self.summary, self.estimator, self.facts.as_of, self.facts.rules).values()
