"""One test of a forecast against what came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Holdout:
	"""A fit as of `split` against the days with a visit until `until`, of the customers known at `split`.

	expected, actual: days with a visit. auc: how well the expectation ranks those who came before those who did
	not (0.5 chance, 1 perfect); None when all or none came.
	"""

	split: date
	until: date
	expected: float
	actual: int
	auc: float | None

	@property
	def error(self) -> float:
		"""Of the forecast, as a share of what came: -0.12 is 12 % too low."""
		return self.expected / self.actual - 1

	def as_dict(self) -> dict[str, Any]:
		"""For JSON, see `from_dict`."""
		return {**asdict(self), "split": self.split.isoformat(), "until": self.until.isoformat()}

	@classmethod
	def from_dict(cls, stored: Mapping[str, Any]) -> Holdout:
		days = {name: date.fromisoformat(stored[name]) for name in ("split", "until")}
		return cls(**{**stored, **days})
