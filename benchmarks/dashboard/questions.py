"""What is asked: every kind of filter in turn, so that no answer has been given before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import cycle, islice
from statistics import quantiles
from time import perf_counter
from typing import Any

TILES = (
	"cards",
	"clv_trend",
	"segments",
	"satisfaction",
	"funnel",
	"tier_moves",
	"retention",
	"heatmap",
	"service_frequency",
	"service_months",
	"value_groups",
	"return_curves",
	"forecast",
)
ROUNDS = 40

Question = dict[str, str]


def questions(today: date, options: Mapping[str, Any], count: int = ROUNDS) -> Iterator[Question]:
	"""Filters by turns: none, a segment, a service type, a make, a tier, the last days; each with another first day."""
	kinds: list[Question] = [
		{},
		*({"segment": name} for name in options["segments"]),
		*({"service_type": one["name"]} for one in options["service_types"]),
		*({"vehicle_make": name} for name in options["vehicle_makes"]),
		*({"tier": name} for name in options["tiers"]),
		{"segment": options["segments"][1], "service_type": options["service_types"][0]["name"]},
	]
	for number, kind in enumerate(islice(cycle(kinds), count)):
		yield (
			{**kind, "from_date": (today - timedelta(days=30 + 45 * number)).isoformat()}
			if number % 3
			else kind
		)


def p95(ask: Callable[[Question], object], asked: Iterator[Question]) -> float:
	"""Milliseconds that nineteen of twenty answers stay below."""
	times = [milliseconds(ask, question) for question in asked]
	return round(quantiles(times, n=100, method="inclusive")[94], 1)


def milliseconds(ask: Callable[[Question], object], question: Question) -> float:
	started = perf_counter()
	ask(question)
	return round((perf_counter() - started) * 1000, 1)
