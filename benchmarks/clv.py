"""Compare the models with the published estimates, the holdout, and a peer package.

python -m benchmarks.clv

The peer is the package `lifetimes`, in the same process: BG/NBD and gamma-gamma fitted, then P(alive) and the value of
twelve months of every customer.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from time import perf_counter

import numpy as np

from benchmarks.data import cdnow, synthetic
from workshop_crm.core.analytics import activity, bgnbd, fit_quality, gamma_gamma
from workshop_crm.core.analytics.arrays import Flags, Floats, Integers
from workshop_crm.core.analytics.intervals import visit_interval
from workshop_crm.core.analytics.scores import score_customers
from workshop_crm.core.analytics.summary import Summary, VisitHistory, group_visits, summarise_history
from workshop_crm.core.analytics.transactions import Transactions

_REPETITIONS = 3
_PEER_CUSTOMERS, _FITTED_CUSTOMERS = 100_000, 1_000_000
_WEEK_78 = 78


def main() -> None:
	"""Print one JSON object."""
	holdout = _Holdout.of(cdnow.sample(), cdnow.SAMPLE_CUSTOMERS)
	purchases, spend = bgnbd.fit(holdout.calibration), gamma_gamma.fit(holdout.calibration)
	if purchases is None or spend is None:
		raise SystemExit("The models do not converge on the CDNOW sample.")
	fitted = {name: getattr(purchases, name) for name in ("r", "alpha", "a", "b", "log_likelihood")}
	fitted |= {name: getattr(spend, name) for name in ("p", "q", "v")}
	expected = holdout.expected(purchases)
	hundred_thousand = synthetic.purchases(_PEER_CUSTOMERS)
	report = {
		"benchmark": "clv",
		"parameters": {
			name: {"fitted": round(fitted[name], 4), "published": published}
			for name, published in cdnow.PUBLISHED.items()
		},
		"holdout": {
			"expected": round(float(expected.sum()), 1),
			"actual": int(holdout.actual.sum()),
			"correlation": round(float(np.corrcoef(expected, holdout.actual)[0, 1]), 3),
			"inside_80_percent_interval": _inside(purchases, holdout, expected),
			"total_interval": _total_interval(holdout, expected),
		},
		"auc_active": _auc(holdout, expected),
		"week78_error": _week_78_error(purchases, holdout),
		"conditional_total_error": round(float(expected.sum() / holdout.actual.sum() - 1), 3),
		"seconds_from_transactions_to_scores": {
			"2357": _seconds(cdnow.sample(), cdnow.SAMPLE_CUSTOMERS, cdnow.HOLDOUT_END),
			"23570": _seconds(cdnow.master(), cdnow.MASTER_CUSTOMERS, cdnow.HOLDOUT_END),
			"100000": _seconds(hundred_thousand, _PEER_CUSTOMERS, synthetic.TODAY),
		},
		"peer_seconds_100000": _peer_seconds(hundred_thousand),
		"fit_seconds_1000000": _fit_seconds(),
	}
	print(json.dumps(report))


@dataclass(frozen=True, slots=True)
class _Holdout:
	"""The 39 weeks of calibration, and the repeat purchases of each customer in the 39 weeks after."""

	history: VisitHistory
	customers: int
	calibration: Summary
	actual: Integers

	days = (cdnow.HOLDOUT_END - cdnow.CALIBRATION_END).days

	@classmethod
	def of(cls, transactions: Transactions, customers: int) -> _Holdout:
		history = group_visits(transactions)
		calibration = summarise_history(history, customers, cdnow.CALIBRATION_END)
		until_the_end = summarise_history(history, customers, cdnow.HOLDOUT_END)
		return cls(history, customers, calibration, until_the_end.frequency - calibration.frequency)

	@property
	def came(self) -> Flags:
		return self.actual > 0

	def expected(self, model: bgnbd.BgNbd) -> Floats:
		known = self.calibration
		return model.expected_purchases(self.days, known.frequency, known.recency, known.T)


def _auc(holdout: _Holdout, expected: Floats) -> dict[str, float | None]:
	"""Who will come at all in the holdout, by several ways to rank customers on the last day of the calibration."""
	known = holdout.calibration
	learned = activity.fit(holdout.history, holdout.customers, cdnow.CALIBRATION_END)
	ranked = {"recency": (known.recency - known.T).astype(np.float64), "bgnbd": expected}
	if learned is not None:
		ranked["activity"] = learned.probability(known)
	found = {name: fit_quality.auc(score, holdout.came) for name, score in ranked.items()}
	return {name: None if value is None else round(value, 4) for name, value in found.items()}


def _inside(model: bgnbd.BgNbd, holdout: _Holdout, expected: Floats) -> float:
	"""Share of the customers whose purchases in the holdout lie in their interval."""
	known = holdout.calibration
	alive = model.probability_alive(known.frequency, known.recency, known.T)
	interval = visit_interval(alive, expected, (model.r + known.frequency).astype(np.float64))
	inside = (interval.lower <= holdout.actual) & (holdout.actual <= interval.upper)
	return round(float(inside.mean()), 3)


def _total_interval(holdout: _Holdout, expected: Floats) -> list[float] | None:
	"""80 % interval of the total, from tests within the calibration alone."""
	tests = fit_quality.hold_outs(holdout.history, holdout.customers, cdnow.CALIBRATION_END, 183)
	found = fit_quality.spread(tests)
	total = float(expected.sum())
	return None if found is None else [round(total * found.lower, 1), round(total * found.upper, 1)]


def _week_78_error(model: bgnbd.BgNbd, holdout: _Holdout) -> float:
	"""Of all repeat purchases until week 78, as expected of customers of whom only the first day is known."""
	first, count = np.unique(holdout.calibration.first_day, return_counts=True)
	end = (cdnow.CALIBRATION_START + timedelta(weeks=_WEEK_78)).toordinal()
	nothing = np.zeros(1, np.int64)
	foretold = sum(
		number * float(model.expected_purchases(end - day, nothing, nothing, nothing)[0])
		for day, number in zip(first.tolist(), count.tolist(), strict=True)
	)
	actual = summarise_history(holdout.history, holdout.customers, date.fromordinal(end)).frequency.sum()
	return round(foretold / int(actual) - 1, 4)


def _seconds(transactions: Transactions, customers: int, as_of: date) -> float:
	return _best(lambda: score_customers(transactions, customers, as_of))


def _fit_seconds() -> float:
	"""BG/NBD and gamma-gamma fitted to a million customers."""
	history = group_visits(synthetic.purchases(_FITTED_CUSTOMERS))
	summary = summarise_history(history, _FITTED_CUSTOMERS, synthetic.TODAY)
	return _best(lambda: (bgnbd.fit(summary), gamma_gamma.fit(summary)))


def _peer_seconds(transactions: Transactions) -> float:
	"""The same work by the peer, from a summary that is made for it."""
	with warnings.catch_warnings():
		warnings.simplefilter("ignore")
		import lifetimes  # type: ignore[import-untyped]

		known = summarise_history(group_visits(transactions), _PEER_CUSTOMERS, synthetic.TODAY)
		weeks = known.recency / bgnbd.DAYS_PER_WEEK, known.T / bgnbd.DAYS_PER_WEEK
		paying = (known.frequency > 0) & (known.monetary_value > 0)

		def work() -> None:
			purchases = lifetimes.BetaGeoFitter().fit(known.frequency, *weeks)
			purchases.conditional_probability_alive(known.frequency, *weeks)
			spend = lifetimes.GammaGammaFitter().fit(known.frequency[paying], known.monetary_value[paying])
			spend.customer_lifetime_value(
				purchases, *_series(known.frequency, *weeks, known.monetary_value), time=12, freq="W"
			)

		return _best(work, repetitions=1)


def _series(*columns: Floats | Integers) -> list[object]:
	import pandas  # type: ignore[import-untyped]

	return [pandas.Series(column) for column in columns]


def _best(work: Callable[[], object], repetitions: int = _REPETITIONS) -> float:
	"""Seconds of the fastest of some runs."""
	took = []
	for _ in range(repetitions):
		start = perf_counter()
		work()
		took.append(perf_counter() - start)
	return round(min(took), 3)


if __name__ == "__main__":
	main()
