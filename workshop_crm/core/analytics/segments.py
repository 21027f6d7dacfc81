"""Segments of customers by the time since their last visit (the anchors of AutoVitals BayIQ)."""

from __future__ import annotations

from datetime import date

import numpy as np

from workshop_crm.core.analytics.arrays import NO_DAY, Bytes, Days, Integers
from workshop_crm.core.analytics.rules import SegmentThresholds
from workshop_crm.core.common.errors import N_

SEGMENTS = (N_("New"), N_("Active"), N_("High Risk"), N_("Lapsed"), N_("Lost"))
"""English names; a segment's code is its place here."""
NEW, ACTIVE, HIGH_RISK, LAPSED, LOST = range(5)
NO_SEGMENT = -1
"""Code of a customer who has never come."""


def assign(last_day: Days, visits: Integers, as_of: date, thresholds: SegmentThresholds) -> Bytes:
	"""Segment code of each customer (length n) from the ordinal of the last visit and the number of visits."""
	days_since = as_of.toordinal() - last_day.astype(np.int64)
	limits = [thresholds.active_days, thresholds.high_risk_days, thresholds.lapsed_days]
	codes = (np.searchsorted(limits, days_since, side="right") + ACTIVE).astype(np.int8)
	codes[(visits == 1) & (days_since < thresholds.new_days)] = NEW
	codes[last_day == NO_DAY] = NO_SEGMENT
	return codes


def segment_name(code: int) -> str | None:
	"""English name of a segment code, None for `NO_SEGMENT`."""
	return None if code == NO_SEGMENT else SEGMENTS[code]
