"""Invitations as columns of small numbers: the funnel of a million is counted in a moment, by any filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from workshop_crm.core.surveys.scores.columns import Days, Flags, Members, chosen, members_of
from workshop_crm.core.surveys.scores.filters import DIMENSIONS, Dimension, ResultFilters
from workshop_crm.core.surveys.scores.packing import packed, unpacked
from workshop_crm.core.surveys.story import Story, read_story

Keys: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int32]

# The channel by which somebody was asked is part of the story.
OF_COLUMNS: tuple[Dimension, ...] = tuple(name for name in DIMENSIONS if name != "channel")
FIELDS = ("name", "day", *OF_COLUMNS, "story")
"""What a host reads of each invitation; `day` is the proleptic ordinal of the day on which it was sent."""

BYTES_OF_A_KEY = 8


@dataclass(frozen=True, slots=True)
class Invitations:
	"""Arrays of the same length. key: a hash of the name. story: places in `stories`, see `story.FIELDS`."""

	key: Keys
	day: Days
	members: Mapping[Dimension, Members]
	story: Places
	stories: tuple[str, ...]

	def __len__(self) -> int:
		return len(self.key)


def from_rows(rows: Sequence[Sequence[Any]]) -> Invitations:
	"""From rows of FIELDS, as a database returns them."""
	columns = list(zip(*rows, strict=True)) or [()] * len(FIELDS)
	column = dict(zip(FIELDS, columns, strict=True))
	known: dict[str, int] = {}
	return Invitations(
		key=np.array([_key(name) for name in column["name"]], np.uint64),
		day=np.array(column["day"], np.int32),
		members={dimension: members_of(column[dimension]) for dimension in OF_COLUMNS},
		story=np.array([known.setdefault(text, len(known)) for text in column["story"]], np.int32),
		stories=tuple(known),
	)


def pack(invitations: Invitations) -> bytes:
	"""The same as bytes, to be kept."""
	names = {dimension: invitations.members[dimension].names for dimension in OF_COLUMNS}
	head = {"count": len(invitations), "names": names, "stories": invitations.stories}
	codes = (invitations.members[dimension].codes for dimension in OF_COLUMNS)
	return packed(head, (invitations.key, invitations.day, invitations.story, *codes))


def unpack(content: bytes) -> Invitations:
	"""What `pack` has made into bytes."""
	kinds = (np.uint64, np.int32, np.int32, *[np.int16] * len(OF_COLUMNS))
	head, (key, day, story, *codes) = unpacked(content, kinds)
	members = {
		dimension: Members(tuple(head["names"][dimension]), code)
		for dimension, code in zip(OF_COLUMNS, codes, strict=True)
	}
	return Invitations(key, day, members, story, tuple(head["stories"]))


def count(
	parts: Iterable[Invitations], filters: ResultFilters, changed: Invitations | None = None
) -> Counter[Story]:
	"""The stories of all that asked somebody under the filters.

	`changed` are as they are now; the parts may hold them as they were.
	"""
	texts: Counter[str] = Counter()
	keys = np.sort(changed.key) if changed else np.empty(0, np.uint64)
	for part in parts:
		mask = chosen(part.day, part.members, filters)
		_add(texts, part, part.story[mask & ~_are_among(keys, part.key)])
	if changed:
		_add(texts, changed, changed.story[chosen(changed.day, changed.members, filters)])
	stories: Counter[Story] = Counter()
	for text, times in texts.items():
		story = read_story(text)
		if story.has_asked and filters.members.get("channel", story.way) == story.way:
			stories[story] += times
	return stories


def _are_among(keys: Keys, looked_for: Keys) -> Flags:
	"""Which of them are keys; `keys` are in order."""
	if not len(keys):
		return np.zeros(len(looked_for), np.bool_)
	places = np.minimum(np.searchsorted(keys, looked_for), len(keys) - 1)
	found: Flags = keys[places] == looked_for
	return found


def _add(texts: Counter[str], part: Invitations, places: Places) -> None:
	counts = np.bincount(places, minlength=len(part.stories))
	for place in np.flatnonzero(counts):
		texts[part.stories[place]] += int(counts[place])


def _key(name: str) -> int:
	return int.from_bytes(blake2b(name.encode(), digest_size=BYTES_OF_A_KEY).digest(), "little")
