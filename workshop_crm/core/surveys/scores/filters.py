"""Which answers are counted. Read with every request of the results, so without numpy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from workshop_crm.core.common.periods import Period, read_period

Dimension = Literal["survey", "service_type", "branch", "technician", "adviser", "language", "channel"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
ALL_TIME = Period(None, None)


@dataclass(frozen=True, slots=True)
class ResultFilters:
	"""Answers of a period, and of one member of each dimension that is named."""

	period: Period = ALL_TIME
	members: Mapping[Dimension, str] = field(default_factory=dict)

	def as_dict(self) -> dict[str, str | None]:
		"""As applied, for the reply."""
		days = {"from_date": self.period.start, "to_date": self.period.end}
		return {
			**{name: day.isoformat() if day else None for name, day in days.items()},
			**{dimension: self.members.get(dimension) for dimension in DIMENSIONS},
		}


@dataclass(frozen=True, slots=True)
class FilterArguments:
	"""The filters as a request carries them: a group of arguments of every endpoint of the results. Empty text is open."""

	from_date: str | None = None
	to_date: str | None = None
	survey: str | None = None
	service_type: str | None = None
	branch: str | None = None
	technician: str | None = None
	adviser: str | None = None
	language: str | None = None
	channel: str | None = None

	def read(self) -> ResultFilters:
		"""Raises InvalidInput for a bad date or order."""
		named = {dimension: value for dimension in DIMENSIONS if (value := getattr(self, dimension))}
		return ResultFilters(read_period(self.from_date, self.to_date), named)
