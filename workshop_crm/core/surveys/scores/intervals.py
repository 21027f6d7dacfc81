"""How sure a mean is."""

from __future__ import annotations

from math import sqrt

from workshop_crm.core.common.statistics import student_quantile

CONFIDENCE = 0.95


def mean_interval(count: int, total: float, squares: float) -> tuple[float, float] | None:
	"""95 % interval of a mean from the count, the sum and the sum of squares; None for fewer than two values.

	mean +- t s / sqrt(n) with Student's t for n - 1 degrees of freedom (Student 1908, Biometrika 6:1-25).
	"""
	if count < 2:
		return None
	mean = total / count
	# Rounding can leave a sum of squares a hair below what it must at least be.
	variance = max((squares - total * mean) / (count - 1), 0.0)
	half = student_quantile(CONFIDENCE, count - 1) * sqrt(variance / count)
	return mean - half, mean + half
