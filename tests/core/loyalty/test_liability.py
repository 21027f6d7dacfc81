from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.money import Rounding
from workshop_crm.core.loyalty.liability import LiabilityEntry, Points, Posted, liability, next_entry
from workshop_crm.core.loyalty.model import Program, Tier

PROGRAM = Program("Points", (Tier("Silver", Decimal(0), Decimal(10)),), Decimal("0.25"), 365)

sums = st.builds(Points, st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
programs = st.builds(
	lambda value, decimals: replace(PROGRAM, point_value=value, rounding=Rounding(decimals)),
	st.decimals("0.0001", 5, places=4),
	st.sampled_from([0, 2, 3]),
)


def after(posted: Posted, entry: LiabilityEntry | None) -> Posted:
	if entry is None:
		return posted
	return Posted(
		posted.liability + entry.liability, posted.redeemed + entry.redeemed, posted.expired + entry.expired
	)


@pytest.mark.parametrize(
	("points", "posted", "expected"),
	[
		(Points(100), Posted(), LiabilityEntry(Decimal(25), Decimal(0), Decimal(0), Decimal(25), 0, 0)),
		(
			Points(60, 40),
			Posted(Decimal(25)),
			LiabilityEntry(Decimal(0), Decimal(10), Decimal(0), Decimal(-10), 40, 0),
		),
		(
			Points(0, 40, 60),
			Posted(Decimal(15), 40),
			LiabilityEntry(Decimal(0), Decimal(0), Decimal(15), Decimal(-15), 0, 60),
		),
		# A redemption that is cancelled comes back.
		(
			Points(100),
			Posted(Decimal(15), 40),
			LiabilityEntry(Decimal(0), Decimal(-10), Decimal(0), Decimal(10), -40, 0),
		),
	],
)
def test_points_are_accrued_released_and_become_income(points, posted, expected):
	assert next_entry(PROGRAM, points, posted) == expected


def test_another_value_of_a_point_values_what_is_outstanding_anew():
	entry = next_entry(replace(PROGRAM, point_value=Decimal("0.5")), Points(100), Posted(Decimal(25)))
	assert (entry.accrued, entry.liability) == (25, 25)


@given(programs, st.lists(sums, min_size=1, max_size=5))
def test_entries_balance_end_at_the_worth_of_the_points_and_are_not_made_twice(program, days):
	posted = Posted()
	for points in days:
		entry = next_entry(program, points, posted)
		if entry:
			assert entry.accrued == entry.released + entry.breakage + entry.liability
		posted = after(posted, entry)
		assert posted.liability == liability(program, points)
		again = next_entry(program, points, posted)
		assert again is None or not (again.accrued or again.liability)
		assert again is None
