"""Summaries of measured times."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import quantiles


def spread(milliseconds: Sequence[float]) -> dict[str, float]:
	"""The middle value and the one that nineteen of twenty stay below."""
	cuts = quantiles(milliseconds, n=100, method="inclusive")
	return {"p50": round(cuts[49], 1), "p95": round(cuts[94], 1)}
