"""Maximum likelihood in log space, shared by the models of this package."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from workshop_crm.core.analytics.arrays import Floats

LikelihoodAndGradient = Callable[[Floats], tuple[float, Floats]]

_LOG_BOUNDS = (-9.0, 12.0)
"""Beyond these a parameter changes no prediction any more; they keep the gamma functions finite."""


@dataclass(frozen=True, slots=True)
class Maximum:
	"""Where the likelihood is highest: positive parameters and the log-likelihood there."""

	parameters: tuple[float, ...]
	log_likelihood: float


def maximise(
	likelihood: LikelihoodAndGradient, starts: Sequence[Sequence[float]], observations: float
) -> Maximum | None:
	"""Highest maximum that L-BFGS-B reaches from the first of `starts` that converges; None when none does.

	`likelihood` takes positive parameters and gives the log-likelihood and its gradient in them. `observations`
	scales the tolerance, so that it means the same for a hundred customers and for a million.
	"""

	def loss(log_parameters: Floats) -> tuple[float, Floats]:
		parameters = np.exp(log_parameters)
		value, gradient = likelihood(parameters)
		return -value / observations, -gradient * parameters / observations

	for start in starts:
		found = minimize(
			loss,
			np.log(start),
			jac=True,
			method="L-BFGS-B",
			bounds=[_LOG_BOUNDS] * len(start),
			options={"ftol": 1e-13, "gtol": 1e-7, "maxiter": 500},
		)
		if found.success and np.isfinite(found.fun):
			return Maximum(tuple(np.exp(found.x).tolist()), float(-found.fun * observations))
	return None
