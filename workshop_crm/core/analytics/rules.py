"""What the owner decides about valuing customers. Read with the settings at every request, so without numpy."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SegmentThresholds:
	"""Days since the last visit below which a customer is still in the segment; `new_days` for one-visit customers."""

	new_days: int = 90
	active_days: int = 183
	high_risk_days: int = 365
	lapsed_days: int = 548


@dataclass(frozen=True, slots=True)
class ScoringRules:
	"""The owner's settings: horizon of the lifetime value in months, discount a month (0.01 = 1 %), segment limits."""

	horizon_months: int = 12
	monthly_discount: float = 0.01
	thresholds: SegmentThresholds = field(default_factory=SegmentThresholds)
