"""Names for the array types of this package, and the one conversion between a date and its day number."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]
Days: TypeAlias = NDArray[np.int32]
Shorts: TypeAlias = NDArray[np.int16]
Bytes: TypeAlias = NDArray[np.int8]
Flags: TypeAlias = NDArray[np.bool_]

NO_DAY = 0
"""Day number that stands for "never": ordinal days begin at 1."""


def iso_day(day: int) -> str | None:
	"""The ISO date of a proleptic ordinal day, None for `NO_DAY`."""
	return None if day == NO_DAY else date.fromordinal(day).isoformat()
