"""Tallies of the members of a grouping, and of weeks, from columns of answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workshop_crm.core.surveys.scores.columns import HUNDREDTHS, NPS_GROUPS, SATISFACTION, Answers, Flags
from workshop_crm.core.surveys.scores.measures import MAX_EFFORT, MIN_AGREEING
from workshop_crm.core.surveys.scores.tally import Tally

_EFFORTS = MAX_EFFORT + 1
_SHAPE = (len(SATISFACTION), len(NPS_GROUPS), _EFFORTS, 2)
_OUTCOMES = int(np.prod(_SHAPE))


class Counter:
	"""Counts the answers chosen by `mask`, again and again by other groupings."""

	def __init__(self, answers: Answers, mask: Flags) -> None:
		self._mask = None if mask.all() else mask
		score = self.chosen(answers.score)
		has_score = score >= 0
		places = [self.chosen(array) for array in (answers.satisfaction, answers.nps, answers.effort)]
		self._outcome = np.ravel_multi_index((*places, has_score), _SHAPE).astype(np.int32)
		self._score = np.where(has_score, score, 0) / HUNDREDTHS
		self._square = self._score**2

	def chosen(self, column: NDArray[Any]) -> NDArray[Any]:
		"""The part of a column that is counted."""
		return column if self._mask is None else column[self._mask]

	def tallies(self, group: NDArray[Any], groups: int) -> list[Tally]:
		"""One for each of `groups` groups; `group` is the group of each answer that is counted."""
		group = group.astype(np.intp)
		joint = np.bincount(group * _OUTCOMES + self._outcome, minlength=groups * _OUTCOMES)
		table = joint.reshape(groups, *_SHAPE)
		sums = np.bincount(group, self._score, groups)
		squares = np.bincount(group, self._square, groups)
		return [_tally(table[place], float(sums[place]), float(squares[place])) for place in range(groups)]

	def total(self) -> Tally:
		"""Of all that is counted."""
		table = np.bincount(self._outcome, minlength=_OUTCOMES).reshape(_SHAPE)
		return _tally(table, float(self._score.sum()), float(self._square.sum()))


def week_tallies(counter: Counter, days: NDArray[Any]) -> tuple[list[int], list[Tally]]:
	"""The first days (Sundays, ordinals) of all weeks between the first and the last answer, and their tallies."""
	week = counter.chosen(days) // 7
	if not len(week):
		return [], []
	# Day 0 of the proleptic calendar is a Sunday.
	first, last = int(week.min()), int(week.max())
	tallies = counter.tallies(week - first, last - first + 1)
	return [7 * number for number in range(first, last + 1)], tallies


def _tally(table: NDArray[Any], score_sum: float, score_squares: float) -> Tally:
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
		score_sum=score_sum,
		score_squares=score_squares,
	)


def _axes_but(axis: int) -> tuple[int, ...]:
	return tuple(other for other in range(len(_SHAPE)) if other != axis)


def _weighted(effort: NDArray[Any], values: Sequence[int], power: int) -> int:
	return sum(int(effort[value]) * value**power for value in values)
