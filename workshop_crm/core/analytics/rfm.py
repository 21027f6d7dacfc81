"""Recency, frequency and money as scores from 1 to 5, and the groups that marketing makes of them.

Hughes (1994), "Strategic Database Marketing": quintiles of the customers, 5 the best. A score is a place among this
workshop's customers, not a judgement: the best fifth stays the best fifth when all come less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workshop_crm.core.analytics.arrays import Bytes, Flags, Floats
from workshop_crm.core.analytics.summary import Summary
from workshop_crm.core.common.errors import N_

SCORES = 5
NO_SCORE = 0
GROUPS = (
	N_("Champions"),
	N_("Loyal"),
	N_("Promising"),
	N_("Needs Attention"),
	N_("Cannot Lose"),
	N_("Hibernating"),
)
"""English names; a group's code is its place here."""
NO_GROUP = -1
_CHAMPION, _LOYAL, _PROMISING, _ATTENTION, _CANNOT_LOSE, _HIBERNATING = range(len(GROUPS))


@dataclass(frozen=True, slots=True)
class Rfm:
	"""Arrays of length n: scores 1..5, `NO_SCORE` without a visit; group: code, `NO_GROUP` without a visit."""

	recency: Bytes
	frequency: Bytes
	money: Bytes
	group: Bytes


def score(summary: Summary) -> Rfm:
	"""Score each customer of a summary against all others."""
	known = summary.first_day > 0
	recency = _fifths(summary.last_day.astype(np.float64), known)
	frequency = _fifths(summary.frequency.astype(np.float64), known)
	money = _fifths(summary.revenue, known)
	return Rfm(recency, frequency, money, _groups(recency, frequency, money, known))


def _fifths(values: Floats, known: Flags) -> Bytes:
	"""5 for the highest fifth of the known values. Equal values get equal scores, the better one."""
	scores = np.full(len(values), NO_SCORE, np.int8)
	ordered = np.sort(values[known])
	if len(ordered):
		at_most = np.searchsorted(ordered, values[known], side="right")
		scores[known] = np.ceil(at_most * SCORES / len(ordered)).astype(np.int8)
	return scores


def _groups(recency: Bytes, frequency: Bytes, money: Bytes, known: Flags) -> Bytes:
	"""By recency and the better of frequency and money; the first line that fits."""
	worth = np.maximum(frequency, money)
	chosen = np.select(
		[
			(recency >= 4) & (worth >= 4) & (frequency >= 4),
			(recency >= 3) & (worth >= 4),
			(recency >= 4),
			(recency == 3),
			(worth >= 4),
		],
		[_CHAMPION, _LOYAL, _PROMISING, _ATTENTION, _CANNOT_LOSE],
		default=_HIBERNATING,
	)
	return np.where(known, chosen, NO_GROUP).astype(np.int8)
