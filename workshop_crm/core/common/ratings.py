"""Ratings of a visit, 1 (worst) to 5 (best), and what counts as satisfied."""

from typing import NamedTuple

from workshop_crm.core.common.statistics import wilson_interval

RATINGS = (1, 2, 3, 4, 5)
MIN_SATISFIED = 4
# What a workshop may count as satisfied: both are 4 and 5 of five; of ten, 9 and 10, or 8 to 10.
TWO_BEST, FOUR_OF_FIVE = "Two best values", "Four of five or better"


class Csat(NamedTuple):
	"""Share of satisfied customers with its 95 % interval, all 0..1; None without ratings."""

	share: float | None
	low: float | None
	high: float | None


def csat(satisfied: int, rated: int) -> Csat:
	"""The share among `rated` ratings of which `satisfied` are MIN_SATISFIED or better (top-2 box)."""
	if not rated:
		return Csat(None, None, None)
	return Csat(satisfied / rated, *wilson_interval(satisfied, rated))
