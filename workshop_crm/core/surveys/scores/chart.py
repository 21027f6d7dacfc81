"""An alarm when satisfaction leaves its usual band: the EWMA control chart (Roberts 1959, Technometrics 1:239-250)."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

LAMBDA = 0.2
"""Weight of the newest period. 0.2 finds shifts of about one standard deviation soon."""

L = 2.86
"""Width of the band in standard deviations: with LAMBDA = 0.2, 371 periods pass on average between two false alarms, as with
Shewhart's three sigma; seven years of weeks (average run lengths: Lucas and Saccucci 1990, Technometrics 32:1-12)."""

MIN_BASE_PERIODS = 8
"""Periods with answers that the band is learned from before there can be an alarm."""


MIN_ANSWERS = 5
"""Of a point. Quieter periods are counted together with the next ones: a share of one answer is 0 or 1 and nothing between."""


class Portion(NamedTuple):
	"""`part` of `whole` answers in one period, such as the satisfied ones in a week."""

	part: int
	whole: int


class Point(NamedTuple):
	"""A period on the chart: its share, the smoothed share and the band, 0..1; None where there is none.

	`alarm` is "low" or "high" when the smoothed share leaves the band, otherwise empty.
	"""

	share: float | None
	smoothed: float | None = None
	low: float | None = None
	high: float | None = None
	alarm: str = ""


def control_chart(periods: Sequence[Portion], smoothing: float = LAMBDA, width: float = L) -> list[Point]:
	"""The chart of shares with unequal numbers of answers.

	The centre m is the share of the first MIN_BASE_PERIODS points. z_t = lambda p_t + (1 - lambda) z_(t-1) starts there,
	and its variance is v_t = lambda^2 m (1 - m) / n_t + (1 - lambda)^2 v_(t-1), exact for each n_t (the binomial chart with
	samples of different size; Montgomery, Introduction to Statistical Quality Control, 9.1). The band also allows for
	what is not known of the centre, m (1 - m) / N with N answers behind it. It begins with the last of those points.
	"""
	samples = _joined(periods)
	base = [sample for sample in samples if sample][:MIN_BASE_PERIODS]
	answers = sum(sample.whole for sample in base)
	if not answers:
		return [Point(_share(period)) for period in periods]
	centre = sum(sample.part for sample in base) / answers
	points, smoothed, variance, seen = [], centre, 0.0, 0
	for period, sample in zip(periods, samples, strict=True):
		if sample is None:
			points.append(Point(_share(period)))
			continue
		seen += 1
		smoothed = smoothing * sample.part / sample.whole + (1 - smoothing) * smoothed
		variance = smoothing**2 * centre * (1 - centre) / sample.whole + (1 - smoothing) ** 2 * variance
		half = width * sqrt(variance + centre * (1 - centre) / answers)
		point = Point(_share(period), smoothed)
		points.append(_judged(point, centre, half) if seen >= MIN_BASE_PERIODS else point)
	return points


def _joined(periods: Sequence[Portion]) -> list[Portion | None]:
	"""For each period the answers of its point: its own and those that waited; None while too few are together."""
	samples: list[Portion | None] = []
	part = whole = 0
	for period in periods:
		part, whole = part + period.part, whole + period.whole
		is_enough = whole >= MIN_ANSWERS
		samples.append(Portion(part, whole) if is_enough else None)
		if is_enough:
			part = whole = 0
	return samples


def _share(period: Portion) -> float | None:
	return period.part / period.whole if period.whole else None


def _judged(point: Point, centre: float, half: float) -> Point:
	low, high = max(centre - half, 0.0), min(centre + half, 1.0)
	smoothed = point.smoothed or 0.0
	alarm = "low" if smoothed < low else "high" if smoothed > high else ""
	return point._replace(low=low, high=high, alarm=alarm)
