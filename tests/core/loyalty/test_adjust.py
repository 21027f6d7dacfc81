"""Points by hand: what may be asked for, who may agree, and the rows that follow."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workshop_crm.core.common.errors import Conflict, InvalidInput, NotAllowed
from workshop_crm.core.common.keys import read_key
from workshop_crm.core.loyalty.adjust import (
	MAX_POINTS,
	NO_KEY,
	POSTED,
	WAITING,
	adjustment_rows,
	check_decision,
	check_same,
	needs_approval,
	read_adjustment,
)
from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM as PROGRAM
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import Entry

DAY = date(2026, 1, 10)
STRICT = replace(PROGRAM, allow_negative=False)
LOTS = [
	Entry("A", "Earn", 30, Decimal(300), DAY, date(2026, 12, 1), "INV-1"),
	Entry("B", "Earn", 50, Decimal(500), DAY, date(2026, 6, 1), "INV-2"),
]


def rows(points, program=PROGRAM, entries=LOTS):
	return adjustment_rows(program, entries, replace(read_adjustment(points, "Goodwill", "x"), name="N"), DAY)


@pytest.mark.parametrize(
	("points", "kind", "reason", "field"),
	[
		(0, "Goodwill", "x", "points"),
		(MAX_POINTS + 1, "Goodwill", "x", "points"),
		(-MAX_POINTS - 1, "Correction", "x", "points"),
		(5, "Gift", "x", "kind"),
		(5, "Goodwill", "  ", "reason"),
		(5, "Goodwill", "x" * 501, "reason"),
	],
)
def test_what_cannot_be_asked_for_is_refused_at_its_input(points, kind, reason, field):
	with pytest.raises(InvalidInput) as refused:
		read_adjustment(points, kind, reason)
	assert refused.value.field == field


def test_given_points_live_as_long_as_earned_ones_and_say_why():
	(row,) = rows(40)
	assert (row.kind, row.points, row.expiry_date, row.reason) == ("Adjust", 40, date(2027, 1, 10), "x")


def test_taken_points_come_from_the_lots_that_expire_first_each_under_a_key_of_its_own():
	taken = rows(-60)
	assert [(row.points, row.redeem_against) for row in taken] == [(-50, "B"), (-10, "A")]
	assert len({row.key for row in taken}) == 2


def test_more_than_there_is_is_a_debt_or_refused_as_the_program_says():
	books = Books([*LOTS, *(row.named(row.key) for row in rows(-100))], DAY)
	assert books.balance() == -20
	with pytest.raises(InvalidInput, match="only"):
		rows(-100, STRICT)
	assert len(rows(-80, STRICT)) == 2


def test_a_limit_is_not_above_itself():
	limited = replace(PROGRAM, approval_above=500)
	assert [needs_approval(limited, points) for points in (500, -500, 501, -501)] == [
		False,
		False,
		True,
		True,
	]


def test_nobody_approves_what_they_asked_for_but_may_take_it_back():
	with pytest.raises(NotAllowed):
		check_decision(WAITING, "mona", "mona", approve=True)
	check_decision(WAITING, "mona", "mona", approve=False)
	check_decision(WAITING, "mona", "sara", approve=True)


def test_what_is_decided_is_not_decided_again():
	with pytest.raises(Conflict):
		check_decision(POSTED, "mona", "sara", approve=True)


@pytest.mark.parametrize("key", ["", " ", "x" * 141, "é", "a b"])
def test_a_key_that_hosts_compare_in_other_ways_is_refused(key):
	with pytest.raises(InvalidInput):
		read_key(key, NO_KEY)
	assert read_key("Abc-1", NO_KEY) == "abc-1"


def test_a_key_belongs_to_one_request():
	asked = read_adjustment(5, "Goodwill", "x")
	known = replace(asked, name="N", reason="said otherwise")
	check_same(asked, "Sara", known, "Sara")
	for customer, other in (("Noura", asked), ("Sara", replace(asked, points=6))):
		with pytest.raises(Conflict, match="N"):
			check_same(other, customer, known, "Sara")
