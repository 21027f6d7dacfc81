"""Fair figures of people with few answers: each share is drawn towards that of all, the more the fewer answers it has.

Beta-binomial model, empirical Bayes: the shares of the members of a group are taken from one beta distribution, which is
estimated from all of them (Morris 1983, JASA 78:47-55; Casella 1985, The American Statistician 39:83-87).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workshop_crm.core.surveys.scores.intervals import CONFIDENCE

# Members whose true shares do not differ are all given the common share; this stands for "infinitely many answers".
MAX_PRIOR_ANSWERS = 1e6
# A prior that weighs less than two answers would leave 1 of 1 at nearly 100 %.
MIN_PRIOR_ANSWERS = 2.0


class Prior(NamedTuple):
	"""The beta distribution of the true shares: `mean` 0..1, worth as much as `answers` answers."""

	mean: float
	answers: float


class Estimate(NamedTuple):
	"""A share 0..1 after shrinkage, with its 95 % credible interval."""

	value: float
	low: float
	high: float


class Count(NamedTuple):
	"""`part` of `whole` answers of one member."""

	part: int
	whole: int


def fit_prior(counts: Sequence[Count]) -> Prior | None:
	"""The prior of a group by the method of moments; None without answers.

	With rho, the intraclass correlation of the answers, a beta distribution is worth (1 - rho) / rho answers. rho is
	estimated from the mean squares between and within members (the analysis-of-variance estimator; Ridout, Demetrio and
	Firth 1999, Biometrics 55:137-148).
	"""
	known = [count for count in counts if count.whole]
	answers = sum(count.whole for count in known)
	if not answers:
		return None
	mean = sum(count.part for count in known) / answers
	correlation = _correlation(known, answers)
	if correlation <= 0:
		return Prior(mean, MAX_PRIOR_ANSWERS)
	worth = (1 - correlation) / correlation
	return Prior(mean, min(max(worth, MIN_PRIOR_ANSWERS), MAX_PRIOR_ANSWERS))


def shrink(count: Count, prior: Prior) -> Estimate:
	"""The posterior mean (part + m a) / (whole + a), and the interval of the posterior beta distribution."""
	from scipy.special import betaincinv  # see core.common.statistics

	above = count.part + prior.mean * prior.answers
	below = count.whole - count.part + (1 - prior.mean) * prior.answers
	value = above / (above + below)
	if not above or not below:
		return Estimate(value, value, value)
	tail = (1 - CONFIDENCE) / 2
	return Estimate(value, float(betaincinv(above, below, tail)), float(betaincinv(above, below, 1 - tail)))


def _correlation(known: Sequence[Count], answers: int) -> float:
	"""How alike answers about the same member are, beyond chance: mean squares between and within members."""
	members = len(known)
	if members < 2 or answers <= members:
		return 0.0
	mean = sum(count.part for count in known) / answers
	between = sum(count.whole * (count.part / count.whole - mean) ** 2 for count in known) / (members - 1)
	within = sum(count.part * (1 - count.part / count.whole) for count in known) / (answers - members)
	size = (answers - sum(count.whole**2 for count in known) / answers) / (members - 1)
	spread = between + (size - 1) * within
	return (between - within) / spread if spread > 0 else 0.0
