"""How sure a share is."""

from math import sqrt

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
