"""Points of a rule: once, and never more than one manager may give."""

from dataclasses import replace
from datetime import date, timedelta

from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM
from workshop_crm.core.loyalty.win_back import NO_MEMBER, NOT_RUNNING, TOO_MANY, gift_rows, why_not

TODAY = date(2026, 3, 10)
PROGRAM = replace(DEFAULT_PROGRAM, approval_above=100, expiry_days=30)


def test_an_action_gives_its_points_once():
	(row,) = gift_rows(PROGRAM, [], "ACT-1", 100, TODAY)
	assert (row.kind, row.points, row.expiry_date) == ("Adjust", 100, TODAY + timedelta(days=30))
	assert gift_rows(PROGRAM, [row.named("LPE-1")], "ACT-1", 100, TODAY) == []
	assert len(gift_rows(PROGRAM, [row.named("LPE-1")], "ACT-2", 100, TODAY)) == 1


def test_points_are_not_given_without_a_program_outside_its_days_or_above_the_limit():
	over = replace(PROGRAM, ends=TODAY - timedelta(days=1))
	assert why_not(None, 100, TODAY) == NO_MEMBER
	assert why_not(over, 100, TODAY) == NOT_RUNNING
	assert why_not(PROGRAM, 101, TODAY) == TOO_MANY
	assert why_not(PROGRAM, 100, TODAY) == ""
	for program, points in ((over, 100), (PROGRAM, 101), (PROGRAM, 0)):
		assert gift_rows(program, [], "ACT-1", points, TODAY) == []
