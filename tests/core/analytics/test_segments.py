from datetime import date

import numpy as np
import pytest

from workshop_crm.core.analytics.rules import SegmentThresholds
from workshop_crm.core.analytics.segments import assign, segment_name

TODAY = date(2025, 12, 31)


def segment(days_ago: int, visits: int = 2, thresholds: SegmentThresholds | None = None) -> str | None:
	last = np.array([TODAY.toordinal() - days_ago], np.int32)
	return segment_name(int(assign(last, np.array([visits]), TODAY, thresholds or SegmentThresholds())[0]))


@pytest.mark.parametrize(
	("days_ago", "expected"),
	[
		(0, "Active"),
		(182, "Active"),
		(183, "High Risk"),
		(364, "High Risk"),
		(365, "Lapsed"),
		(547, "Lapsed"),
		(548, "Lost"),
		(5000, "Lost"),
	],
)
def test_the_segment_follows_from_the_days_since_the_last_visit(days_ago: int, expected: str):
	assert segment(days_ago) == expected


def test_one_visit_in_the_last_ninety_days_is_new():
	assert segment(89, visits=1) == "New"
	assert segment(90, visits=1) == "Active"


def test_the_owner_can_move_the_limits():
	assert segment(40, thresholds=SegmentThresholds(10, 20, 30, 50)) == "Lapsed"


def test_a_customer_who_never_came_has_no_segment():
	nobody = assign(np.array([0], np.int32), np.array([0]), TODAY, SegmentThresholds())
	assert segment_name(int(nobody[0])) is None
