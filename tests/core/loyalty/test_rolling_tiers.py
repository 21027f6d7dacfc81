"""Tiers over a rolling window, with grace: what is held on a day is what the plain definition says, day by day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.loyalty.model import Entry, Program, Tier, TierRule
from workshop_crm.core.loyalty.standing import leaves
from workshop_crm.core.loyalty.tiers import earning_tier, standing, tier_on

SILVER = Tier("Silver", Decimal(0), Decimal(10))
GOLD = Tier("Gold", Decimal(1000), Decimal(5), min_points=100, min_visits=3)
PLATINUM = Tier("Platinum", Decimal(3000), Decimal(4), min_points=300, min_visits=6)
YEARLY = Program("Points", (SILVER, GOLD, PLATINUM), Decimal("0.1"), 0, tier_rule=TierRule("Spend", 12))
START = date(2024, 1, 31)

days = st.integers(0, 500).map(lambda number: START + timedelta(days=number))
rules = st.builds(
	TierRule,
	st.sampled_from(["Spend", "Points", "Visits"]),
	st.sampled_from([0, 1, 3, 12]),
	st.sampled_from([0, 7, 40]),
)


@st.composite
def ledgers(draw):
	"""Invoices of any days, some of them returned in part or in full later, and corrections by hand."""
	rows = []
	for number, day in enumerate(draw(st.lists(days, max_size=10))):
		spend = draw(st.integers(1, 2000))
		rows.append(earned(f"E{number}", spend, day))
		if draw(st.booleans()):
			back = draw(st.integers(1, spend))
			rows.append(
				returned(f"R{number}", back, day + timedelta(days=draw(st.integers(0, 60))), f"E{number}")
			)
	for number, day in enumerate(draw(st.lists(days, max_size=2))):
		rows.append(Entry(f"A{number}", "Adjust", -draw(st.integers(1, 200)), Decimal(0), day))
	return rows


def earned(name: str, spend: int, day: date, invoice: str = "") -> Entry:
	return Entry(name, "Earn", spend // 10, Decimal(spend), day, None, invoice or f"INV-{name}")


def returned(name: str, spend: int, day: date, lot: str) -> Entry:
	return Entry(name, "Reverse", -spend // 10, Decimal(-spend), day, None, f"INV-{lot}", lot)


def by_definition(program: Program, rows: list[Entry], day: date) -> Tier:
	"""The highest tier reached on any day of the grace, each day counted by itself."""
	rule = program.tier_rule
	return max(
		(_reached(program, rows, day - timedelta(days=back)) for back in range(rule.grace_days + 1)),
		key=program.tiers.index,
	)


def _reached(program: Program, rows: list[Entry], day: date) -> Tier:
	rule = program.tier_rule
	opened = {row.name: row.posting_date for row in rows}
	within = [row for row in rows if _counts(rule, opened[row.redeem_against or row.name], day)]
	kept: dict[str, Decimal] = {}
	for row in within:
		lot = row.redeem_against or row.name
		kept[lot] = kept.get(lot, Decimal(0)) + row.spend
	amounts = {
		"Spend": (sum(row.spend for row in within), "min_spent"),
		"Points": (sum(row.points for row in within), "min_points"),
		"Visits": (len({opened[lot] for lot, spend in kept.items() if spend > 0}), "min_visits"),
	}
	amount, field = amounts[rule.basis]
	return [tier for tier in program.tiers if getattr(tier, field) <= amount or tier == SILVER][-1]


def _counts(rule: TierRule, since: date, day: date) -> bool:
	end = leaves(since, rule.window_months)
	return since <= day and (end is None or day < end)


@given(rules, ledgers(), days)
def test_the_tier_of_a_day_is_the_highest_reached_on_any_day_of_the_grace(rule, rows, day):
	program = replace(YEARLY, tier_rule=rule)
	assert tier_on(program, rows, day) == by_definition(program, rows, day)


@given(rules, ledgers(), days)
def test_a_tier_is_held_until_its_last_day_and_not_a_day_longer(rule, rows, day):
	program = replace(YEARLY, tier_rule=rule)
	known = [row for row in rows if row.posting_date <= day]
	account = standing(program, known, day)
	if account.until is None:
		last = day + timedelta(days=800)
		assert tier_on(program, known, last) == account.tier
		return
	rank = program.tiers.index
	during = (day + timedelta(days=one) for one in range((account.until - day).days + 1))
	assert all(rank(tier_on(program, known, one)) >= rank(account.tier) for one in during)
	assert rank(tier_on(program, known, account.until + timedelta(days=1))) < rank(account.tier)


@pytest.mark.parametrize(
	("day", "months", "end"),
	[
		(date(2026, 3, 15), 12, date(2027, 3, 15)),
		(date(2026, 1, 31), 1, date(2026, 3, 1)),
		(date(2024, 2, 29), 12, date(2025, 3, 1)),
		(date(2026, 2, 28), 1, date(2026, 3, 28)),
		(date(2026, 3, 15), 0, None),
	],
)
def test_what_counts_leaves_the_window_on_the_same_day_of_a_later_month(day, months, end):
	assert leaves(day, months) == end


def test_a_tier_of_a_year_ends_with_the_window_and_its_grace_then_goes_down():
	program = replace(YEARLY, tier_rule=TierRule("Spend", 12, 30))
	rows = [earned("A", 1500, date(2025, 6, 1))]
	account = standing(program, rows, date(2026, 2, 1))
	assert (account.tier, account.until) == (GOLD, date(2026, 6, 30))
	assert tier_on(program, rows, date(2026, 6, 30)) == GOLD
	assert tier_on(program, rows, date(2026, 7, 1)) == SILVER
	# What counts again within the grace keeps the tier for another year.
	again = [*rows, earned("B", 1000, date(2026, 6, 20))]
	assert standing(program, again, date(2026, 6, 20)).until == date(2027, 7, 19)


def test_what_is_returned_later_never_held_a_tier_not_even_in_the_grace():
	program = replace(YEARLY, tier_rule=TierRule("Spend", 12, 90))
	rows = [earned("A", 1500, date(2026, 1, 1)), returned("B", 1000, date(2026, 1, 20), "A")]
	assert tier_on(program, rows, date(2026, 1, 20)) == SILVER


def test_an_invoice_earns_in_the_tier_of_its_own_day():
	rows = [earned("A", 1500, date(2025, 1, 1))]
	assert earning_tier(YEARLY, rows, None, Decimal(10), date(2025, 12, 31)) == GOLD
	assert earning_tier(YEARLY, rows, None, Decimal(10), date(2026, 1, 1)) == SILVER
	assert earning_tier(YEARLY, rows, None, Decimal(1000), date(2026, 1, 1)) == GOLD


def test_the_visit_that_reaches_a_tier_earns_in_it_and_two_on_a_day_are_one():
	program = replace(YEARLY, tier_rule=TierRule("Visits"))
	day = date(2026, 1, 3)
	rows = [earned("A", 10, date(2026, 1, 1)), earned("B", 10, date(2026, 1, 2))]
	assert earning_tier(program, rows, None, Decimal(10), day) == GOLD
	assert earning_tier(program, rows, None, Decimal(10), date(2026, 1, 2)) == SILVER


def test_points_of_the_invoice_itself_never_decide_its_own_tier():
	program = replace(YEARLY, tier_rule=TierRule("Points"))
	assert earning_tier(program, [], None, Decimal(10**6), START) == SILVER
	assert earning_tier(program, [earned("A", 1000, START)], None, Decimal(1), START) == GOLD


def test_a_visit_that_was_returned_in_full_is_none():
	program = replace(YEARLY, tier_rule=TierRule("Visits"))
	rows = [earned(str(day), 50, date(2026, 1, day)) for day in (1, 2, 3)]
	assert tier_on(program, rows, date(2026, 1, 3)) == GOLD
	rows.append(returned("R", 50, date(2026, 1, 4), "2"))
	assert tier_on(program, rows, date(2026, 1, 4)) == SILVER
