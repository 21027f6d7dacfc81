"""A draft is tried by the rules of the till: points, cost, tiers and who gains."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from workshop_crm.core.loyalty.back_test import back_test
from workshop_crm.core.loyalty.back_test_view import back_test_view, report
from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM
from workshop_crm.core.loyalty.model import Program, Tier
from workshop_crm.core.loyalty.past_invoices import (
	Car,
	Head,
	History,
	Line,
	Person,
	ServiceInterval,
	past_invoices,
)
from workshop_crm.core.loyalty.rules.model import Caps, Conditions, EarningRule

SINCE, UNTIL = date(2026, 1, 1), date(2026, 12, 31)
PLAIN = Program("Plain", (Tier("Silver", Decimal(0), Decimal(10)),), Decimal("0.5"), 365)
VISITS = replace(
	PLAIN,
	name="Visits",
	earn_by_tier=False,
	rules=(
		EarningRule("third", "Third visit", "Fixed", 100, when=Conditions(visit_number=3)),
		EarningRule("visit", "Visit", "Fixed", 10, caps=Caps(month=10)),
	),
)


def head(name, customer, day, total, **values):
	return Head(name, customer, day, Decimal(total), **values)


def tried(draft, heads, current=PLAIN, **more):
	lines = {one.name: [Line(one.total, "ITEM", None, one.service_type)] for one in heads if one.day >= SINCE}
	past = past_invoices(History(heads, {**lines, **more.pop("lines", {})}, **more))
	return back_test(draft, current, past, SINCE, UNTIL)


def test_points_cost_and_who_gains():
	heads = [
		head("A1", "A", date(2026, 2, 1), 400),
		head("B1", "B", date(2026, 2, 2), 40),
		head("A2", "A", date(2026, 5, 1), 100),
	]
	view = back_test_view(tried(VISITS, heads), "SAR")
	assert (view["invoices"], view["turnover"]) == (3, 540.0)
	assert (view["draft"]["points"], view["draft"]["cost"], view["draft"]["share"]) == (30, 15.0, 2.8)
	assert (view["current"]["points"], view["current"]["by_tiers"]) == (54, 54)
	assert (view["gain"], view["lose"], view["same"]) == (1, 1, 0)
	assert view["gain_most"] == [{"customer": "B", "draft": 10, "current": 4, "worth": 3.0}]
	assert view["lose_most"] == [{"customer": "A", "draft": 20, "current": 50, "worth": -15.0}]
	assert view["draft"]["rules"][1] == {"name": "Visit", "name_ar": "", "points": 30}
	assert "1 customers gain, 1 lose, 0 get the same" in report(view, str)


def test_what_came_before_the_year_counts_for_visits_and_tiers_alone():
	gold = replace(PLAIN, tiers=(*PLAIN.tiers, Tier("Gold", Decimal(1000), Decimal(5))))
	heads = [
		head("A1", "A", date(2024, 2, 1), 600),
		head("A2", "A", date(2025, 2, 1), 500),
		head("A3", "A", date(2026, 2, 1), 100),
		head("B1", "B", date(2025, 6, 1), 900),
	]
	test = tried(VISITS, heads, gold)
	assert (test.invoices, test.draft.by_rule["third"], test.draft.points) == (1, 100, 110)
	assert (test.current.points, dict(test.current.tiers)) == (20, {"Gold": 1})


def test_what_was_returned_earns_nothing_and_is_no_visit():
	heads = [
		head("A1", "A", date(2025, 11, 1), 50),
		head("A2", "A", date(2026, 1, 5), 100),
		head("N2", "A", date(2026, 1, 9), -100, return_against="A2"),
		head("A3", "A", date(2026, 2, 1), 200),
		head("N3", "A", date(2026, 2, 2), -50, return_against="A3"),
	]
	test = tried(VISITS, heads)
	assert (test.draft.by_rule["third"], test.current.points, test.turnover) == (0, 15, 150)


def test_a_cap_of_a_month_holds_over_the_invoices_of_that_month():
	heads = [head(f"A{day}", "A", date(2026, 3, day), 50) for day in (1, 9, 20)]
	assert tried(VISITS, [*heads, head("A4", "A", date(2026, 4, 1), 50)]).draft.by_rule["visit"] == 20


def test_a_draft_that_begins_later_is_tried_all_the_same():
	draft = replace(VISITS, starts=date(2027, 1, 1))
	assert tried(draft, [head("A1", "A", date(2026, 2, 1), 400)], None).draft.points == 10


def test_rules_read_cars_people_intervals_and_answers_of_the_day():
	rules = tuple(
		EarningRule(key, key, "Fixed", 1, when=when)
		for key, when in (
			("car", Conditions(vehicle_make="BMW", min_vehicle_age=5)),
			("birthday", Conditions(birthday_days=0)),
			("on time", Conditions(on_time=True)),
			("answered", Conditions(answered_days=10)),
			("group", Conditions(item_group="Parts")),
		)
	)
	day = date(2026, 6, 1)
	heads = [
		head("A0", "X", day - timedelta(days=150), 100, vehicle="V", service_type="Oil"),
		head("A1", "A", day, 100, vehicle="V", service_type="Oil"),
		head("A2", "A", day - timedelta(days=60), 100),
	]
	test = tried(
		replace(PLAIN, rules=rules, earn_by_tier=False),
		heads,
		None,
		lines={"A1": [Line(Decimal(100), "OIL", "Oils")]},
		cars={"V": Car("BMW", 2020)},
		persons={"A": Person(date(1990, 6, 1), False)},
		intervals={"Oil": ServiceInterval(6, None)},
		answered={"A": [day - timedelta(days=5), day + timedelta(days=1)]},
		above={"item_group": {"Oils": frozenset({"Oils", "Parts"})}},
	)
	assert dict(test.draft.by_rule) == {"car": 2, "birthday": 1, "on time": 1, "answered": 1, "group": 1}


def test_the_program_in_use_beside_itself_changes_nothing():
	heads = [head(f"A{n}", f"C{n % 7}", SINCE + timedelta(days=n), 37 * n + 1) for n in range(60)]
	view = back_test_view(tried(DEFAULT_PROGRAM, heads, DEFAULT_PROGRAM), "SAR")
	assert (view["gain"], view["lose"], view["same"]) == (0, 0, 7)
	assert view["draft"] == view["current"]
