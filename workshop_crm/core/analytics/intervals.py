"""How far a single customer's visits may lie from the expectation.

Given that a customer is alive, the visits ahead are taken as negative binomial with the mean of the model: the rate
is gamma with shape r + x (Fader, Hardie, Lee 2005, appendix), and leaving within the horizon is in the mean
already. With probability 1 - P(alive) there are none. `./dev benchmark clv` says how many customers of the
CDNOW holdout fall inside.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workshop_crm.core.analytics.arrays import Floats, Integers

COVERAGE = 0.8


@dataclass(frozen=True, slots=True)
class VisitInterval:
	"""Arrays of length n, whole visits: with `COVERAGE` or more probability the visits lie in lower..upper."""

	lower: Integers
	upper: Integers


def visit_interval(p_alive: Floats, expected: Floats, shape: Floats) -> VisitInterval:
	"""From P(alive) (0..1), expected visits (all of them, P(alive) included), and the shape of the rate, each (n,)."""
	tail = (1 - COVERAGE) / 2
	if_alive = np.divide(expected, p_alive, out=np.zeros_like(expected), where=p_alive > 0)
	return VisitInterval(*(_quantile(level, p_alive, if_alive, shape) for level in (tail, 1 - tail)))


def _quantile(level: float, p_alive: Floats, mean: Floats, shape: Floats) -> Integers:
	"""Smallest count whose probability of not being exceeded reaches `level`."""
	from scipy.stats import nbinom  # see fit_quality.auc

	gone = 1 - p_alive
	some = (level > gone) & (mean > 0)
	counts = np.zeros(len(mean), np.int64)
	within = (level - gone[some]) / p_alive[some]
	success = shape[some] / (shape[some] + mean[some])
	counts[some] = nbinom.ppf(within, shape[some], success).astype(np.int64)
	return counts
