"""How content customers are: distribution of ratings, and the share of contented ones with its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from workshop_crm.core.analytics.facts import NO_RATING, Invitations

RATINGS = (1, 2, 3, 4, 5)
_CONTENT_FROM = 4
_Z95 = 1.959964


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
	def content(self) -> int:
		"""Ratings of 4 and 5."""
		return sum(self.counts[_CONTENT_FROM - 1 :])

	@property
	def response_rate(self) -> float | None:
		"""Share of invitations that were answered, None when none was sent."""
		return self.answered / self.sent if self.sent else None


def distribution(invitations: Invitations) -> Distribution:
	"""Count ratings and answers of the invitations."""
	rated = invitations.rating[invitations.rating != NO_RATING]
	counts = np.bincount(rated, minlength=len(RATINGS) + 1)[1 : len(RATINGS) + 1]
	return Distribution(tuple(counts.tolist()), len(invitations.day), int(invitations.answered.sum()))


def wilson_interval(successes: int, trials: int) -> tuple[float, float]:
	"""95 % interval of a share (Wilson 1927, JASA 22, 209-212); (0, 1) without trials."""
	if trials == 0:
		return 0.0, 1.0
	share, square = successes / trials, _Z95 * _Z95
	centre = (share + square / (2 * trials)) / (1 + square / trials)
	half = _Z95 * sqrt(share * (1 - share) / trials + square / (4 * trials * trials)) / (1 + square / trials)
	return max(0.0, centre - half), min(1.0, centre + half)
