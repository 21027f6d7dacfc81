from dataclasses import replace
from datetime import date
from decimal import Decimal
from json import loads
from pathlib import Path

import pytest

from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import AccountTotals, Entry, Program, Tier, TierRule
from workshop_crm.core.loyalty.rows import account_totals
from workshop_crm.core.loyalty.tier_changes import (
	JOINED,
	MERGED,
	PROGRAM_CHANGED,
	REACHED,
	REASONS,
	TAKEN_BACK,
	TIME_PASSED,
	change_record,
	tier_change,
)

DAY = date(2026, 3, 1)
PROGRAM = Program(
	"Points",
	(Tier("Silver", Decimal(0), Decimal(10)), Tier("Gold", Decimal(1000), Decimal(5))),
	Decimal("0.1"),
	0,
	tier_rule=TierRule("Spend", 1, 5),
)
NEW = AccountTotals(0, Decimal(0))
VISIT = Entry("A", "Earn", 120, Decimal(1200), DAY, None, "INV")
RETURN = Entry("B", "Reverse", -100, Decimal(-1000), date(2026, 3, 9), None, "INV", "A")


def state(rows: list[Entry], today: date, program: Program = PROGRAM) -> AccountTotals:
	return account_totals(program, Books(rows, today))


def test_a_new_member_joins_in_the_tier_of_the_first_row():
	change = tier_change(PROGRAM, NEW, state([VISIT], DAY), [VISIT], DAY)
	assert (change.from_tier, change.to_tier, change.reason, change.counted) == ("", "Gold", JOINED, 1200)


def test_a_tier_is_reached_on_the_day_of_the_row_that_reaches_it():
	today = date(2026, 3, 3)
	small = Entry("0", "Earn", 1, Decimal(10), DAY, None, "FIRST")
	change = tier_change(PROGRAM, state([small], today), state([small, VISIT], today), [VISIT], today)
	assert (change.day, change.to_tier, change.reason) == (DAY, "Gold", REACHED)


def test_a_tier_ends_the_day_after_its_last_one_whenever_the_job_runs():
	had, today = state([VISIT], DAY), date(2026, 6, 1)
	change = tier_change(PROGRAM, had, state([VISIT], today), [], today)
	assert (change.day, change.to_tier, change.reason) == (date(2026, 4, 6), "Silver", TIME_PASSED)
	assert change.counted == 0


def test_a_return_takes_the_tier_back():
	today = date(2026, 3, 9)
	change = tier_change(PROGRAM, state([VISIT], today), state([VISIT, RETURN], today), [RETURN], today)
	assert (change.day, change.to_tier, change.reason) == (today, "Silver", TAKEN_BACK)


@pytest.mark.parametrize("needs", [500, 5000])
def test_another_threshold_moves_members_because_the_program_was_changed(needs):
	gold = Tier("Gold", Decimal(needs), Decimal(5))
	other = replace(PROGRAM, tiers=(PROGRAM.tiers[0], gold))
	rows = [Entry("A", "Earn", 80, Decimal(needs - 1 if needs > 1000 else needs), DAY, None, "INV")]
	had, has = state(rows, DAY), state(rows, DAY, other)
	assert tier_change(other, had, has, [], DAY).reason == PROGRAM_CHANGED


def test_a_tier_that_the_program_has_no_more_was_taken_by_the_program():
	had = AccountTotals(0, Decimal(0), "Platinum")
	assert tier_change(PROGRAM, had, state([VISIT], DAY), [VISIT], DAY).reason == PROGRAM_CHANGED


def test_the_caller_may_know_why():
	had = state([VISIT], date(2026, 6, 1))
	change = tier_change(PROGRAM, had, state([VISIT], DAY), [], DAY, MERGED)
	assert (change.reason, change.to_tier) == (MERGED, "Gold")


def test_nothing_is_written_while_the_tier_stays():
	assert tier_change(PROGRAM, state([VISIT], DAY), state([VISIT], DAY), [VISIT], DAY) is None


def test_the_reasons_are_those_that_the_record_offers():
	path = Path("workshop_crm/workshop_crm/doctype/loyalty_tier_change/loyalty_tier_change.json")
	fields = {field["fieldname"]: field for field in loads(path.read_text())["fields"]}
	assert tuple(fields["reason"]["options"].split("\n")) == REASONS
	change = tier_change(PROGRAM, NEW, state([VISIT], DAY), [VISIT], DAY)
	assert change_record(change).keys() <= fields.keys()
