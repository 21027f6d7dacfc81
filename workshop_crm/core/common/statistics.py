"""How sure a share or a mean is."""

from math import pi, sqrt, tan

# Normal quantile of a two-sided 95 % interval.
Z_95 = 1.959963984540054


def wilson_interval(successes: int, trials: int) -> tuple[float, float]:
	"""95 % score interval of a share, 0..1; honest for small samples (Wilson 1927, JASA 22:209-212).

	(0, 1) without trials: everything is possible.
	"""
	if trials == 0:
		return 0.0, 1.0
	share = successes / trials
	spread = Z_95 * sqrt(share * (1 - share) / trials + Z_95**2 / (4 * trials**2))
	centre = share + Z_95**2 / (2 * trials)
	scale = 1 + Z_95**2 / trials
	# Rounding must not push an end past the share itself, as it would at 0 or 1.
	return min(max((centre - spread) / scale, 0.0), share), max(min((centre + spread) / scale, 1.0), share)


def difference_interval(
	successes: int, trials: int, other_successes: int, other_trials: int
) -> tuple[float, float]:
	"""95 % interval of one share less another of other trials, -1..1: the hybrid of both score intervals.

	Method 10 of Newcombe 1998, Statistics in Medicine 17:873-890, which keeps its promise for small groups and for
	shares of 0 and 1. (-1, 1) when neither has any trial.
	"""
	low, high = wilson_interval(successes, trials)
	other_low, other_high = wilson_interval(other_successes, other_trials)
	share = successes / trials if trials else 0.5
	other_share = other_successes / other_trials if other_trials else 0.5
	difference = share - other_share
	below = sqrt((share - low) ** 2 + (other_high - other_share) ** 2)
	above = sqrt((high - share) ** 2 + (other_share - other_low) ** 2)
	return max(difference - below, -1.0), min(difference + above, 1.0)


def student_quantile(confidence: float, freedom: int) -> float:
	"""Half the width of a two-sided interval, in standard errors: 12.7 for 0.95 and one degree of freedom."""
	if freedom == 1:
		return tan(pi * confidence / 2)
	if freedom == 2:
		return confidence * sqrt(2 / (1 - confidence**2))
	from scipy.special import stdtrit  # scipy takes a while to load, and answers are recorded without it

	return float(stdtrit(freedom, (1 + confidence) / 2))
