"""Moves between tiers: a customer counts once a month, and one who moves down need not have come on the chosen days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visit_columns import moves
from workshop_crm.core.analytics.customers import customers_page
from workshop_crm.core.analytics.dashboard import build
from workshop_crm.core.analytics.facts import DashboardFacts, Tiers
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.moves import pair_name, read_pair

PLACES = {name: place for place, name in enumerate("ABCD")}
NAMES = st.text("~/01A ", max_size=6)


@given(NAMES, NAMES)
def test_any_two_names_come_back_from_the_name_of_a_cell(left: str, reached: str):
	assert read_pair(pair_name(left, reached)) == (left, reached)


def test_who_moved_twice_in_a_month_is_one_customer(facts: DashboardFacts):
	rows = [("A", f"2025-12-{day:02d}", *pair) for day, pair in enumerate(2 * [(None, "Silver")], 1)]
	(row,) = build(replace(facts, moves=moves(rows, PLACES)), Filters())["tier_moves"]["rows"]
	assert row["counts"] == [0] * 11 + [1]


@pytest.mark.parametrize(
	("service", "customers"), [(None, {"A", "B"}), ("Oil Change", {"A", "B"}), ("Brakes", {"A"})]
)
def test_who_moves_down_has_not_come_and_is_counted(
	facts: DashboardFacts, service: str | None, customers: set
):
	"""A had brakes and oil, B oil alone, and neither came on the day."""
	rows = [(name, "2025-12-25", "Gold", "Silver") for name in "AB"]
	told = replace(facts, moves=moves(rows, PLACES), tiers=Tiers(("Silver", "Gold"), lambda _: ()))
	filters = Filters(from_date=date(2025, 12, 22), service_type=service)
	(row,) = build(told, filters)["tier_moves"]["rows"]
	assert row["counts"][-1] == len(customers)
	page = customers_page(told, filters, cell="tier_moves/2025-12/Gold/Silver")
	assert {one["customer"] for one in page["customers"]} == customers
	assert page["visits"] == 0
