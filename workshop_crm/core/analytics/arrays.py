"""Names for the array types of this package, and the one conversion between a date and its day number."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]
Codes: TypeAlias = NDArray[np.int32] | NDArray[np.int64]
Days: TypeAlias = NDArray[np.int32]
Shorts: TypeAlias = NDArray[np.int16]
Bytes: TypeAlias = NDArray[np.int8]
Flags: TypeAlias = NDArray[np.bool_]

NO_DAY = 0
"""Day number that stands for "never": ordinal days begin at 1."""


def iso_day(day: int) -> str | None:
	"""The ISO date of a proleptic ordinal day, None for `NO_DAY`."""
	return None if day == NO_DAY else date.fromordinal(day).isoformat()


def month_numbers(days: Days) -> Days:
	"""Months since January 1970 of proleptic ordinal days."""
	if len(days) == 0:
		return np.zeros(0, np.int32)
	first = int(days.min())
	calendar = np.arange(first, int(days.max()) + 1) - date(1970, 1, 1).toordinal()
	months = calendar.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32)
	found: Days = months[days - first]
	return found


def month_number(day: date) -> int:
	"""Months since January 1970."""
	return (day.year - 1970) * 12 + day.month - 1


def month_label(number: int) -> str:
	"""A month number as YYYY-MM."""
	return f"{1970 + number // 12:04d}-{number % 12 + 1:02d}"


def group_starts(ordered: Codes) -> Integers:
	"""Index of the first element of each run of equal values."""
	changes = np.ones(len(ordered), np.bool_)
	changes[1:] = ordered[1:] != ordered[:-1]
	return np.flatnonzero(changes).astype(np.int64)
