"""How satisfied customers are: the distribution of their ratings, and how many of them answered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workshop_crm.core.analytics.facts import NO_RATING, Invitations
from workshop_crm.core.common.ratings import MIN_SATISFIED, RATINGS


@dataclass(frozen=True, slots=True)
class Distribution:
	"""counts of the ratings 1..5; invitations sent and answered."""

	counts: tuple[int, ...]
	sent: int
	answered: int

	@property
	def rated(self) -> int:
		return sum(self.counts)

	@property
	def satisfied(self) -> int:
		return sum(self.counts[MIN_SATISFIED - 1 :])

	@property
	def response_rate(self) -> float | None:
		"""Share of invitations that were answered, None when none was sent."""
		return self.answered / self.sent if self.sent else None


def distribution(invitations: Invitations) -> Distribution:
	"""Count ratings and answers of the invitations."""
	by_rating = np.bincount(invitations.rating, minlength=NO_RATING + len(RATINGS) + 1)
	counts = by_rating[NO_RATING + 1 : NO_RATING + len(RATINGS) + 1]
	return Distribution(tuple(counts.tolist()), len(invitations.day), int(invitations.answered.sum()))
