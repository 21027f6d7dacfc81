"""Do the models give the published estimates, do they foretell the holdout, and how long do they take?

python -m benchmarks.clv
"""

from __future__ import annotations

import json
from datetime import date
from time import perf_counter

import numpy as np

from benchmarks.data import cdnow, synthetic
from workshop_crm.core.analytics import bgnbd, gamma_gamma
from workshop_crm.core.analytics.scores import score_customers
from workshop_crm.core.analytics.summary import Summary, summarise
from workshop_crm.core.analytics.transactions import Transactions

_REPETITIONS = 3


def main() -> None:
	"""Print one JSON object."""
	sample = cdnow.sample()
	summary = summarise(sample, cdnow.SAMPLE_CUSTOMERS, cdnow.CALIBRATION_END)
	purchases, spend = bgnbd.fit(summary), gamma_gamma.fit(summary)
	if purchases is None or spend is None:
		raise SystemExit("The models do not converge on the CDNOW sample.")
	fitted = {name: getattr(purchases, name) for name in ("r", "alpha", "a", "b", "log_likelihood")}
	fitted |= {name: getattr(spend, name) for name in ("p", "q", "v")}
	report = {
		"benchmark": "clv",
		"parameters": {
			name: {"fitted": round(fitted[name], 4), "published": published}
			for name, published in cdnow.PUBLISHED.items()
		},
		"holdout": _holdout(purchases, summary, sample),
		"seconds_from_transactions_to_scores": {
			"2357": _seconds(sample, cdnow.SAMPLE_CUSTOMERS, cdnow.HOLDOUT_END),
			"23570": _seconds(cdnow.master(), cdnow.MASTER_CUSTOMERS, cdnow.HOLDOUT_END),
			"100000": _seconds(synthetic.purchases(100_000), 100_000, synthetic.TODAY),
		},
	}
	print(json.dumps(report))


def _holdout(model: bgnbd.BgNbd, calibration: Summary, sample: Transactions) -> dict[str, float]:
	"""Repeat purchases in the 39 weeks after the calibration: foretold and real."""
	days = (cdnow.HOLDOUT_END - cdnow.CALIBRATION_END).days
	foretold = model.expected_purchases(days, calibration.frequency, calibration.recency, calibration.T)
	until_the_end = summarise(sample, cdnow.SAMPLE_CUSTOMERS, cdnow.HOLDOUT_END)
	actual = until_the_end.frequency - calibration.frequency
	return {
		"expected": round(float(foretold.sum()), 1),
		"actual": int(actual.sum()),
		"correlation": round(float(np.corrcoef(foretold, actual)[0, 1]), 3),
	}


def _seconds(transactions: Transactions, customers: int, as_of: date) -> float:
	"""Best of some runs."""
	took = []
	for _ in range(_REPETITIONS):
		start = perf_counter()
		score_customers(transactions, customers, as_of)
		took.append(perf_counter() - start)
	return round(min(took), 3)


if __name__ == "__main__":
	main()
