"""Points for answering a survey: for any answer, once, and not too often."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.loyalty.answers import answer_rows, earned_by
from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM
from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.core.loyalty.model import AnswerRule

TODAY = date(2026, 3, 10)
PROGRAM = replace(DEFAULT_PROGRAM, answers=AnswerRule(points=20, most=2, days=30))


def answered(program, days: list[int]) -> list:
	"""The ledger after answers on these days, counted from today backwards."""
	entries = []
	for number, day in enumerate(sorted(days, reverse=True)):
		for row in answer_rows(program, entries, f"SVI-{number}", TODAY - timedelta(days=day)):
			entries.append(row.named(f"E{len(entries)}"))
	return entries


def test_an_answer_earns_points_that_expire_as_others_do_and_spends_nothing():
	(row,) = answer_rows(PROGRAM, [], "SVI-1", TODAY)
	assert (row.kind, row.points, row.spend, row.key) == ("Earn", 20, 0, "answer:SVI-1")
	assert row.expiry_date == TODAY + timedelta(days=365)
	assert (row.invoice_type, row.invoice) == ("Survey Invitation", "SVI-1")


def test_the_same_answer_earns_once():
	(row,) = answer_rows(PROGRAM, [], "SVI-1", TODAY)
	entries = [row.named("E1")]
	assert answer_rows(PROGRAM, entries, "SVI-1", TODAY) == []
	assert earned_by(entries, "SVI-1") == 20
	assert earned_by(entries, "SVI-2") == 0


@pytest.mark.parametrize(
	("days", "earning"),
	[([0, 0], 2), ([0, 0, 0], 2), ([29, 10, 0], 2), ([30, 10, 0], 3), ([60, 50, 40, 0], 3)],
)
def test_only_so_many_answers_in_so_many_days_earn(days, earning):
	assert len(answered(PROGRAM, days)) == earning


@pytest.mark.parametrize(
	"changes",
	[
		{"answers": AnswerRule()},
		{"answers": AnswerRule(most=1, days=30)},
		{"starts": TODAY + timedelta(days=1)},
		{"ends": TODAY - timedelta(days=1)},
	],
	ids=["no rule", "no points", "not begun", "over"],
)
def test_without_points_or_outside_the_program_nothing_is_earned(changes):
	assert answer_rows(replace(PROGRAM, **changes), [], "SVI-1", TODAY) == []


@given(st.lists(st.integers(0, 90), max_size=12), st.integers(0, 3), st.integers(0, 40))
def test_no_period_has_more_earning_answers_than_the_rule_allows(days, most, period):
	program = replace(PROGRAM, answers=AnswerRule(5, most, period))
	earned_on = sorted(entry.posting_date for entry in answered(program, days))
	if most and period:
		for first, last in zip(earned_on, earned_on[most:], strict=False):
			assert (last - first).days >= period
	else:
		assert len(earned_on) == len(days)
	assert balance(answered(program, days), TODAY) == 5 * len(earned_on)
