"""Tallies of all answers, of each week and of the members of each grouping, from columns that come one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from workshop_crm.core.surveys.scores.columns import HUNDREDTHS, NPS_GROUPS, SATISFACTION, Answers, chosen
from workshop_crm.core.surveys.scores.filters import DIMENSIONS, Dimension, ResultFilters
from workshop_crm.core.surveys.scores.measures import MAX_EFFORT, MIN_AGREEING
from workshop_crm.core.surveys.scores.tally import Tally

_EFFORTS = MAX_EFFORT + 1
_SHAPE = (len(SATISFACTION), len(NPS_GROUPS), _EFFORTS, 2)
_OUTCOMES = int(np.prod(_SHAPE))

Row: TypeAlias = NDArray[np.float64]
"""How many answers had each outcome, then the sum of their scores and of the squares: whole hundredths, so that sums are exact."""


class Counts:
	"""What the filters let through, counted part by part, so that no more than one part is in memory."""

	def __init__(self, parts: Iterable[Answers], filters: ResultFilters) -> None:
		self._everything = np.zeros(_OUTCOMES + 2)
		self._weeks: dict[int, Row] = {}
		self._groups: Mapping[Dimension, dict[str, Row]] = {dimension: {} for dimension in DIMENSIONS}
		self.names: Mapping[Dimension, set[str]] = defaultdict(set)
		for part in parts:
			self._add(part, filters)

	@property
	def everything(self) -> Tally:
		"""Of all that is counted."""
		return _tally(self._everything)

	def weeks(self) -> tuple[list[int], list[Tally]]:
		"""The first days (Sundays, ordinals) of all weeks between the first and the last answer, and their tallies."""
		if not self._weeks:
			return [], []
		numbers = range(min(self._weeks), max(self._weeks) + 1)
		nothing = np.zeros(_OUTCOMES + 2)
		# Day 0 of the proleptic calendar is a Sunday.
		return [7 * week for week in numbers], [_tally(self._weeks.get(week, nothing)) for week in numbers]

	def group(self, dimension: Dimension) -> dict[str, Tally]:
		"""Of each member that has answers."""
		return {name: _tally(row) for name, row in self._groups[dimension].items()}

	def _add(self, answers: Answers, filters: ResultFilters) -> None:
		for dimension, members in answers.members.items():
			self.names[dimension].update(filter(None, members.names))
		mask = chosen(answers.day, answers.members, filters)
		if not mask.any():
			return
		one, week = _Part(answers, mask), answers.day[mask] // 7
		self._everything += one.rows(np.zeros_like(week))[0]
		rows = one.rows(week - week.min())
		_sum(self._weeks, range(week.min(), week.min() + len(rows)), rows)
		for dimension, members in answers.members.items():
			rows = one.rows(members.codes[mask], len(members.names))
			_sum(self._groups[dimension], members.names, rows)


class _Part:
	"""The outcomes and scores of the answers that are counted."""

	def __init__(self, answers: Answers, mask: NDArray[np.bool_]) -> None:
		score = answers.score[mask]
		has_score = score >= 0
		places = [array[mask] for array in (answers.satisfaction, answers.nps, answers.effort)]
		self._outcome = np.ravel_multi_index((*places, has_score), _SHAPE)
		self._score = np.where(has_score, score, 0).astype(np.float64)

	def rows(self, group: NDArray[Any], groups: int = 1) -> NDArray[np.float64]:
		"""A row for each group; `group` is that of each answer. There are `groups` of them at least."""
		group = group.astype(np.intp)
		groups = max(groups, int(group.max(initial=0)) + 1)
		counts = np.bincount(group * _OUTCOMES + self._outcome, minlength=groups * _OUTCOMES)
		sums = [np.bincount(group, weights, groups) for weights in (self._score, self._score**2)]
		return np.column_stack((counts.reshape(groups, _OUTCOMES), *sums))


def _sum(known: dict[Any, Row], keys: Iterable[Any], rows: NDArray[np.float64]) -> None:
	for key, row in zip(keys, rows, strict=True):
		if row[:_OUTCOMES].any():
			known[key] = known[key] + row if key in known else row


def _tally(row: Row) -> Tally:
	table = row[:_OUTCOMES].reshape(_SHAPE)
	satisfaction, nps, effort, scored = (table.sum(_axes_but(axis)) for axis in range(len(_SHAPE)))
	values = range(1, _EFFORTS)
	return Tally(
		answers=int(table.sum()),
		rated=int(satisfaction[1:].sum()),
		satisfied=int(satisfaction[2]),
		detractors=int(nps[1]),
		passives=int(nps[2]),
		promoters=int(nps[3]),
		efforts=int(effort[1:].sum()),
		effort_sum=_weighted(effort, values, 1),
		effort_squares=_weighted(effort, values, 2),
		agreeing=int(effort[MIN_AGREEING:].sum()),
		scored=int(scored[1]),
		score_sum=float(row[-2]) / HUNDREDTHS,
		score_squares=float(row[-1]) / HUNDREDTHS**2,
	)


def _axes_but(axis: int) -> tuple[int, ...]:
	return tuple(other for other in range(len(_SHAPE)) if other != axis)


def _weighted(effort: NDArray[Any], values: Sequence[int], power: int) -> int:
	return sum(int(effort[value]) * value**power for value in values)
