"""The four measures of a set of answers, each with the interval in which 95 of 100 such samples would have it."""

from __future__ import annotations

from math import sqrt
from typing import Literal, NamedTuple

from workshop_crm.core.common.statistics import Z_95, wilson_interval
from workshop_crm.core.surveys.scores.intervals import mean_interval
from workshop_crm.core.surveys.scores.tally import Tally

MeasureName = Literal["csat", "nps", "ces", "index"]

MIN_PROMOTER, MIN_PASSIVE = 9, 7
MIN_AGREEING = 5
MIN_EFFORT, MAX_EFFORT = 1, 7
MAX_SCORE = 100


class Measure(NamedTuple):
	"""`value` in the measure's own unit with its interval; None without answers, an open interval with one alone."""

	value: float | None
	low: float | None
	high: float | None
	n: int


NO_MEASURE = Measure(None, None, None, 0)


def csat(tally: Tally) -> Measure:
	"""Customer satisfaction: share (0..1) of ratings in the two best values of the scale (top-2 box), Wilson's interval.

	Share and interval: Wilson 1927, JASA 22:209-212. The top-2 box predicts whether customers stay better than the mean
	(Morgan and Rego 2006, Marketing Science 25:426-439).
	"""
	return share(tally.satisfied, tally.rated)


def share(part: int, whole: int) -> Measure:
	"""A share 0..1 with Wilson's interval."""
	if not whole:
		return NO_MEASURE
	return Measure(part / whole, *wilson_interval(part, whole), whole)


def nps(tally: Tally) -> Measure:
	"""Net Promoter Score, -100..100: share of 9 and 10 minus share of 0 to 6 (Reichheld 2003, HBR 81(12):46-54).

	The interval comes from the variance of a difference of two shares of one sample: (p + d - (p - d)^2) / n with p
	promoters and d detractors (Rocks 2016, The American Statistician 70:365-372, as "Wald"). When all answers are in one
	group that variance is 0; then the share that may be missing there, by Wilson, counts with the worst it can be.
	"""
	n = tally.promoters + tally.passives + tally.detractors
	if not n:
		return NO_MEASURE
	promoters, detractors = tally.promoters / n, tally.detractors / n
	value = promoters - detractors
	variance = (promoters + detractors - value**2) / n
	if n in (tally.promoters, tally.passives, tally.detractors):
		below, above = _ends_of_one_group(value, n)
	else:
		half = Z_95 * sqrt(max(variance, 0.0))
		below, above = max(value - half, -1.0), min(value + half, 1.0)
	return Measure(100 * value, 100 * below, 100 * above, n)


def ces(tally: Tally) -> Measure:
	"""Customer Effort Score: mean of "it was easy", 1..7, with Student's interval (Dixon 2010, HBR 88(7-8):116-122).

	The scale of 7 is the second version of the question (CEB 2013). `ces_agree` has its other usual form.
	"""
	if not tally.efforts:
		return NO_MEASURE
	interval = mean_interval(tally.efforts, tally.effort_sum, tally.effort_squares)
	return _mean(tally.effort_sum, tally.efforts, interval, MIN_EFFORT, MAX_EFFORT)


def ces_agree(tally: Tally) -> Measure:
	"""Share (0..1) of customers who agree, 5 or better of 7, that it was easy."""
	return share(tally.agreeing, tally.efforts)


def index(tally: Tally) -> Measure:
	"""Mean of the answers' scores, 0..100, with Student's interval.

	The score of one answer is the mean of its questions, each stretched to 0..100, by the questions' weights.
	"""
	if not tally.scored:
		return NO_MEASURE
	interval = mean_interval(tally.scored, tally.score_sum, tally.score_squares)
	return _mean(tally.score_sum, tally.scored, interval, 0, MAX_SCORE)


def _ends_of_one_group(value: float, n: int) -> tuple[float, float]:
	missing = 1 - wilson_interval(n, n)[0]
	return max(value - missing * (1 + value), -1.0), min(value + missing * (1 - value), 1.0)


def _mean(
	total: float, n: int, interval: tuple[float, float] | None, lowest: float, highest: float
) -> Measure:
	"""The ends stay on the scale; with one answer they are its ends."""
	low, high = interval or (lowest, highest)
	mean = total / n
	return Measure(mean, min(max(low, lowest), mean), max(min(high, highest), mean), n)
