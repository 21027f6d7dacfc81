"""Answers as columns of small numbers: a million of them are counted in a moment, by any filter and any grouping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from workshop_crm.core.surveys.scores.filters import DIMENSIONS, Dimension, ResultFilters
from workshop_crm.core.surveys.scores.packing import packed, unpacked

Codes: TypeAlias = NDArray[np.int16]
Small: TypeAlias = NDArray[np.int8]
Days: TypeAlias = NDArray[np.int32]
Flags: TypeAlias = NDArray[np.bool_]

NO_SCORE = -1
HUNDREDTHS = 100
# As the fields of a Survey Response have them, in the order of their codes.
SATISFACTION = ("", "Not satisfied", "Satisfied")
NPS_GROUPS = ("", "Detractor", "Passive", "Promoter")
MAX_MEMBERS = np.iinfo(np.int16).max

FIELDS = ("day", *DIMENSIONS, "satisfaction", "nps_group", "effort", "has_score", "score")
"""What a host reads of each answer; `day` is the proleptic ordinal of the day of the answer."""


@dataclass(frozen=True, slots=True)
class Members:
	"""One dimension: the name of each code, and the code of each answer. The empty name is for answers without one."""

	names: tuple[str, ...]
	codes: Codes


@dataclass(frozen=True, slots=True)
class Answers:
	"""Arrays of the same length. satisfaction, nps: places in SATISFACTION and NPS_GROUPS. effort: 1..7, 0 without.

	score: hundredths, NO_SCORE without.
	"""

	day: Days
	members: Mapping[Dimension, Members]
	satisfaction: Small
	nps: Small
	effort: Small
	score: Codes

	def __len__(self) -> int:
		return len(self.day)


def from_rows(rows: Sequence[Sequence[Any]]) -> Answers:
	"""From rows of FIELDS, as a database returns them."""
	columns = list(zip(*rows, strict=True)) or [()] * len(FIELDS)
	column = dict(zip(FIELDS, columns, strict=True))
	scored = zip(column["has_score"], column["score"], strict=True)
	scores = [round(float(score) * HUNDREDTHS) if has else NO_SCORE for has, score in scored]
	return Answers(
		day=np.array(column["day"], np.int32),
		members={dimension: members_of(column[dimension]) for dimension in DIMENSIONS},
		satisfaction=_places(column["satisfaction"], SATISFACTION),
		nps=_places(column["nps_group"], NPS_GROUPS),
		effort=np.array([value or 0 for value in column["effort"]], np.int8),
		score=np.array(scores, np.int16),
	)


def pack(answers: Answers) -> bytes:
	"""The same as bytes, to be kept."""
	names = {dimension: answers.members[dimension].names for dimension in DIMENSIONS}
	return packed({"count": len(answers), "names": names}, _arrays(answers))


def unpack(content: bytes) -> Answers:
	"""What `pack` has made into bytes."""
	head, arrays = unpacked(content, (np.int32, *[np.int16] * (len(DIMENSIONS) + 1), *[np.int8] * 3))
	day, score, *rest = arrays
	codes, (satisfaction, nps, effort) = rest[: len(DIMENSIONS)], rest[len(DIMENSIONS) :]
	members = {
		dimension: Members(tuple(head["names"][dimension]), code)
		for dimension, code in zip(DIMENSIONS, codes, strict=True)
	}
	return Answers(day, members, satisfaction, nps, effort, score)


def chosen(days: Days, members: Mapping[Dimension, Members], filters: ResultFilters) -> Flags:
	"""Which of the rows the filters let through; a dimension that `members` does not have is left to the caller."""
	mask = np.ones(len(days), np.bool_)
	if filters.period.start:
		mask &= days >= filters.period.start.toordinal()
	if filters.period.end:
		mask &= days <= filters.period.end.toordinal()
	for dimension in filters.members.keys() & members.keys():
		names, codes = members[dimension].names, members[dimension].codes
		wanted = filters.members[dimension]
		mask &= codes == (names.index(wanted) if wanted in names else -1)
	return mask


def _arrays(answers: Answers) -> Iterable[NDArray[Any]]:
	yield answers.day
	yield answers.score
	yield from (answers.members[dimension].codes for dimension in DIMENSIONS)
	yield from (answers.satisfaction, answers.nps, answers.effort)


def members_of(values: Iterable[str | None]) -> Members:
	known: dict[str, int] = {}
	codes = [known.setdefault(value or "", len(known)) for value in values]
	# A workshop with more than 32,767 technicians shares the last code.
	return Members(
		tuple(known)[: MAX_MEMBERS + 1], np.minimum(np.array(codes, np.int64), MAX_MEMBERS).astype(np.int16)
	)


def _places(values: Iterable[str | None], names: Sequence[str]) -> Small:
	places = {name: place for place, name in enumerate(names)}
	return np.array([places.get(value or "", 0) for value in values], np.int8)
