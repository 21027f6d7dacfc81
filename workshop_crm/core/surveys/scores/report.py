"""The results of surveys: every measure with its interval, the trend, and each grouping, from the same answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from workshop_crm.core.surveys.scores.chart import LAMBDA, L, Portion, control_chart
from workshop_crm.core.surveys.scores.columns import Answers
from workshop_crm.core.surveys.scores.counting import Counts
from workshop_crm.core.surveys.scores.filters import DIMENSIONS, Dimension, ResultFilters
from workshop_crm.core.surveys.scores.mann_kendall import mann_kendall
from workshop_crm.core.surveys.scores.measures import Measure, ces, ces_agree, csat, index, nps
from workshop_crm.core.surveys.scores.ranking import MIN_RANKED, Ranked, rank
from workshop_crm.core.surveys.scores.tally import Tally

DIGITS = 4
OF_PEOPLE: tuple[Dimension, ...] = ("technician", "adviser")


def build(parts: Iterable[Answers], filters: ResultFilters) -> dict[str, Any]:
	"""The reply: shares 0..1, NPS -100..100, CES 1..7, index 0..100; dates ISO, no NaN. Each answer is in one of the parts."""
	counts = Counts(parts, filters)
	everything = counts.everything
	return {
		"filters": filters.as_dict(),
		"options": {dimension: sorted(counts.names[dimension]) for dimension in DIMENSIONS},
		"answers": everything.answers,
		"measures": _measures(everything),
		"trend": _trend(*counts.weeks()),
		"groups": {dimension: _group(counts.group(dimension), dimension) for dimension in DIMENSIONS},
		"min_ranked": MIN_RANKED,
	}


def _measures(tally: Tally) -> dict[str, Any]:
	found = {"csat": csat, "nps": nps, "ces": ces, "ces_agree": ces_agree, "index": index}
	return {name: _rounded(measure(tally)) for name, measure in found.items()}


def _rounded(measure: Measure) -> dict[str, Any]:
	return {
		name: round(value, DIGITS) if isinstance(value, float) else value
		for name, value in measure._asdict().items()
	}


def _trend(days: Sequence[int], tallies: Sequence[Tally]) -> dict[str, Any]:
	"""Satisfied customers by weeks that begin on Sunday."""
	points = control_chart([Portion(tally.satisfied, tally.rated) for tally in tallies])
	tested = mann_kendall([point.share for point in points])
	return {
		"weeks": [date.fromordinal(max(day, 1)).isoformat() for day in days],
		"n": [tally.rated for tally in tallies],
		"share": _column([point.share for point in points]),
		"smoothed": _column([point.smoothed for point in points]),
		"low": _column([point.low for point in points]),
		"high": _column([point.high for point in points]),
		"alarm": [point.alarm for point in points],
		"mann_kendall": None if tested is None else tested._asdict(),
		"smoothing": LAMBDA,
		"width": L,
	}


def _column(values: Sequence[float | None]) -> list[float | None]:
	return [None if value is None else round(value, DIGITS) for value in values]


def _group(members: Mapping[str, Tally], dimension: Dimension) -> list[dict[str, Any]]:
	return [_row(row, dimension in OF_PEOPLE) for row in rank(members)]


def _row(row: Ranked, is_person: bool) -> dict[str, Any]:
	"""The fair share is for people; other groups have too few members to say how they differ."""
	fair = row.fair if is_person else None
	return {
		"member": row.member,
		"answers": row.tally.answers,
		"csat": _rounded(row.csat),
		"nps": _rounded(nps(row.tally)),
		"index": _rounded(index(row.tally)),
		"fair": None
		if fair is None
		else {name: round(value, DIGITS) for name, value in fair._asdict().items()},
		"rank": row.rank,
	}
