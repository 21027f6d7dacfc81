"""What the front desk wants to know of one customer: which group, how many visits, and whether one comes soon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop_crm.core.analytics import rfm
from workshop_crm.core.analytics.arrays import Bytes, Floats, Integers
from workshop_crm.core.analytics.estimator import Estimator
from workshop_crm.core.analytics.intervals import visit_interval
from workshop_crm.core.analytics.scores import Scores
from workshop_crm.core.analytics.summary import Summary

if TYPE_CHECKING:
	from workshop_crm.core.analytics.activity import Activity


@dataclass(frozen=True, slots=True)
class Prospects:
	"""Arrays of length n. group: code, see `group_name`. fewest, most: visits in the horizon of the settings, 80 %.

	chance: probability of a visit within `chance_days` (0..1); None, and 0 days, where the past teaches nothing yet.
	"""

	group: Bytes
	fewest: Integers
	most: Integers
	chance: Floats | None
	chance_days: int

	def group_name(self, place: int) -> str | None:
		"""English name, None without a visit."""
		code = int(self.group[place])
		return None if code == rfm.NO_GROUP else rfm.GROUPS[code]


def prospects(summary: Summary, estimator: Estimator, scores: Scores, learned: Activity | None) -> Prospects:
	"""From what was computed for the scores."""
	shape = estimator.purchases.rate_shape(summary.frequency)
	interval = visit_interval(scores.p_alive, scores.expected_visits, shape)
	return Prospects(
		group=rfm.score(summary).group,
		fewest=interval.lower,
		most=interval.upper,
		chance=learned.probability(summary) if learned else None,
		chance_days=learned.horizon_days if learned else 0,
	)
