"""A rule applies when all its conditions hold, and to the lines that it chooses."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from workshop_crm.core.loyalty.rules.facts import EarlierVisit, LastService, LineFacts, SaleFacts
from workshop_crm.core.loyalty.rules.matching import lines_of
from workshop_crm.core.loyalty.rules.model import Conditions, EarningRule

MONDAY = date(2026, 3, 2)
OIL = LineFacts(Decimal(100), "OIL-5W30", frozenset({"Oil", "All"}), "Oil service")
TYRES = LineFacts(Decimal(800), "TYRE-17", frozenset({"Tyres", "All"}), "Tyres")
FREE = LineFacts(Decimal(0), "OIL-5W30", frozenset({"Oil", "All"}), "Oil service")
SALE = SaleFacts(
	MONDAY,
	(OIL, TYRES, FREE),
	branches=frozenset({"Riyadh", "All"}),
	vehicle_make="Toyota",
	model_year=2016,
	customer_groups=frozenset({"Fleet", "All"}),
)


def ago(days):
	return MONDAY - timedelta(days=days)


def visits(*days_ago, spent=100):
	return tuple(EarlierVisit(ago(days), Decimal(spent)) for days in days_ago)


def applies(sale=SALE, in_tier="Gold", spent=Decimal(900), starts=None, ends=None, **when):
	rule = EarningRule("r", "Rule", "Fixed", 5, when=Conditions(**when), starts=starts, ends=ends)
	return sorted(lines_of(rule, sale, in_tier, spent))


@pytest.mark.parametrize(
	("when", "lines"),
	[
		({}, [0, 1]),
		({"service_type": "Oil service"}, [0]),
		({"item": "TYRE-17"}, [1]),
		({"item_group": "All"}, [0, 1]),
		({"item_group": "Oil"}, [0]),
		({"item_group": "Oil", "item": "TYRE-17"}, []),
		({"branch": "Riyadh"}, [0, 1]),
		({"branch": "Jeddah"}, []),
		({"weekdays": frozenset({0})}, [0, 1]),
		({"weekdays": frozenset({1, 6})}, []),
		({"vehicle_make": "toyota"}, [0, 1]),
		({"vehicle_make": "BMW"}, []),
		({"customer_group": "Fleet"}, [0, 1]),
		({"customer_group": "Private"}, []),
		({"tier": "Gold"}, [0, 1]),
		({"tier": "Silver"}, []),
		({"referred": True}, []),
		({"birthday_days": 3}, []),
		({"answered_days": 3}, []),
	],
)
def test_conditions_choose_lines_and_visits(when, lines):
	assert applies(**when) == lines


@pytest.mark.parametrize(
	("low", "high", "expected"), [(10, None, True), (11, None, False), (None, 10, True), (None, 9, False)]
)
def test_the_age_of_a_car_is_that_of_its_model_year(low, high, expected):
	assert bool(applies(min_vehicle_age=low, max_vehicle_age=high)) is expected


def test_a_car_without_a_model_year_has_no_age():
	assert not applies(replace(SALE, model_year=None), min_vehicle_age=1)


@pytest.mark.parametrize(
	("earlier", "number", "each", "expected"),
	[
		((), 1, False, True),
		((5,), 1, False, False),
		((9, 9, 5), 3, False, True),
		((9, 5, 4, 3), 5, True, True),
		((9, 5, 4), 5, True, False),
		((0,), 1, False, False),
		((5, 0), 2, True, False),
	],
)
def test_the_number_of_a_visit_counts_days_and_its_first_invoice(earlier, number, each, expected):
	sale = replace(SALE, earlier=visits(*earlier))
	assert bool(applies(sale, visit_number=number, each=each)) is expected


@pytest.mark.parametrize(
	("earlier", "when", "expected"),
	[
		((40, 10, 5), {"min_visits": 3, "period_days": 30}, True),
		((40, 30, 5), {"min_visits": 3, "period_days": 30}, False),
		((400, 300), {"min_visits": 3}, True),
		((10,), {"min_spend": Decimal(1000), "period_days": 30}, True),
		((10,), {"min_spend": Decimal("1000.01"), "period_days": 30}, False),
		((0,), {"min_visits": 2, "period_days": 30}, False),
	],
)
def test_visits_and_spending_of_a_period_count_this_one(earlier, when, expected):
	assert bool(applies(replace(SALE, earlier=visits(*earlier)), **when)) is expected


@pytest.mark.parametrize(
	("born", "day", "near", "expected"),
	[
		(date(1990, 3, 2), date(2026, 3, 2), 0, True),
		(date(1990, 3, 2), date(2026, 3, 3), 0, False),
		(date(1990, 12, 30), date(2026, 1, 2), 3, True),
		(date(1990, 1, 2), date(2026, 12, 30), 3, True),
		(date(1992, 2, 29), date(2026, 2, 28), 0, True),
		(date(1992, 2, 29), date(2028, 2, 29), 0, True),
	],
)
def test_birthdays_reach_over_the_end_of_a_year(born, day, near, expected):
	assert bool(applies(replace(SALE, day=day, born_on=born), birthday_days=near)) is expected


@pytest.mark.parametrize(("days", "expected"), [(0, True), (14, True), (15, False)])
def test_an_answer_counts_for_so_many_days(days, expected):
	assert bool(applies(replace(SALE, answered_on=ago(days)), answered_days=14)) is expected


@pytest.mark.parametrize(
	("last", "odometer", "lines"),
	[
		(None, 60_000, []),
		(LastService(date(2025, 9, 2), None, 6, None), None, [0]),
		(LastService(date(2025, 9, 1), None, 6, None), None, []),
		(LastService(date(2025, 9, 2), 50_000, 6, 10_000), 60_000, [0]),
		(LastService(date(2025, 9, 2), 50_000, 6, 10_000), 60_001, []),
		(LastService(date(2025, 9, 2), 50_000, None, 10_000), None, []),
		(LastService(date(2025, 9, 2), 50_000, None, 10_000), 40_000, []),
		(LastService(date(2025, 9, 2), 50_000, None, None), 60_000, []),
	],
)
def test_a_service_is_on_time_by_all_that_is_known_of_it(last, odometer, lines):
	known = {"Oil service": last} if last else {}
	assert applies(replace(SALE, last_services=known, odometer=odometer), on_time=True) == lines


def test_a_rule_runs_from_its_first_to_its_last_day():
	assert applies(starts=MONDAY, ends=MONDAY) == [0, 1]
	assert not applies(starts=ago(-1))
	assert not applies(ends=ago(1))
