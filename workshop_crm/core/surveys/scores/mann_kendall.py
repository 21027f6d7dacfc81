"""Whether a row of figures rises or falls, without supposing how they are distributed."""

from __future__ import annotations

from collections.abc import Sequence
from math import erfc, sqrt
from typing import NamedTuple

import numpy as np

MIN_VALUES = 4
"""With fewer no order of the values is rare enough to say anything."""

SIGNIFICANT = 0.05


class Trend(NamedTuple):
	"""`slope` per period; `p` is two-sided; `direction` is "up", "down" or "none" (p is not below SIGNIFICANT)."""

	s: int
	tau: float
	p: float
	slope: float
	direction: str


def mann_kendall(values: Sequence[float | None]) -> Trend | None:
	"""The Mann-Kendall test with Sen's slope; periods without a value are left out. None with fewer than MIN_VALUES.

	S counts pairs that rise less pairs that fall (Mann 1945, Econometrica 13:245-259; Kendall 1975). Its variance is
	corrected for ties: (n (n-1) (2n+5) - sum t (t-1) (2t+5)) / 18, and S is moved by 1 towards 0 (continuity). tau is
	Kendall's tau-b. The slope is the median of the slopes of all pairs (Sen 1968, JASA 63:1379-1389), by the distance
	of their periods.
	"""
	places = np.array([place for place, value in enumerate(values) if value is not None], dtype=np.float64)
	known = np.array([value for value in values if value is not None], dtype=np.float64)
	if len(known) < MIN_VALUES:
		return None
	early, late = np.triu_indices(len(known), 1)
	rises = known[late] - known[early]
	s = int(np.sign(rises).sum())
	slope = float(np.median(rises / (places[late] - places[early])))
	p = _p_value(s, known)
	direction = "none" if p >= SIGNIFICANT else "up" if s > 0 else "down"
	return Trend(s, _tau(s, known), p, slope, direction)


def _p_value(s: int, values: np.ndarray) -> float:
	"""By the normal approximation."""
	n = len(values)
	ties = _ties(values)
	variance = (n * (n - 1) * (2 * n + 5) - float((ties * (ties - 1) * (2 * ties + 5)).sum())) / 18
	if variance <= 0 or s == 0:
		return 1.0
	return erfc((abs(s) - 1) / sqrt(2 * variance))


def _tau(s: int, values: np.ndarray) -> float:
	pairs = len(values) * (len(values) - 1) / 2
	ties = _ties(values)
	tied = float((ties * (ties - 1)).sum()) / 2
	return s / sqrt(pairs * (pairs - tied)) if tied < pairs else 0.0


def _ties(values: np.ndarray) -> np.ndarray:
	return np.unique(values, return_counts=True)[1].astype(np.float64)
