"""An action is made once, and a customer stays in one group."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.analytics.actions.crossing import Crossing
from workshop_crm.core.analytics.actions.record import action_key, doubled, is_held_out, new_action
from workshop_crm.core.analytics.actions.rules import HIGH_RISK, ActionRule

TODAY = date(2026, 3, 10)
CROSSING = Crossing(TODAY, "silent since 2025-09-08", {"last_visit": "2025-09-08"})


@given(st.text(max_size=20), st.text(max_size=20), st.integers(0, 50), st.integers(0, 50))
def test_a_larger_share_adds_customers_to_those_who_are_held_out(rule, customer, percent, more):
	small, large = sorted((percent, more))
	assert is_held_out(rule, customer, small) <= is_held_out(rule, customer, large)
	assert not is_held_out(rule, customer, 0)


def test_the_share_that_is_held_out_is_about_what_the_rule_says_and_differs_between_rules():
	names = [f"CUST-{number:05d}" for number in range(4000)]
	held = {rule: {name for name in names if is_held_out(rule, name, 20)} for rule in ("A", "B")}
	for group in held.values():
		assert 0.17 < len(group) / len(names) < 0.23
	assert 0.02 < len(held["A"] & held["B"]) / len(names) < 0.06


def test_an_action_says_what_crossed_and_until_when_it_is_measured():
	rule = ActionRule("R-1", HIGH_RISK, "At risk", outcome_days=30)
	made = new_action(rule, "CUST-1", CROSSING, 812.5, TODAY)
	assert (made["status"], made["outcome"], made["outcome_until"]) == ("Open", "Pending", date(2026, 4, 9))
	assert made["clv"] == 812.5
	held = ActionRule("R-1", HIGH_RISK, "At risk", held_out_percent=50)
	statuses = {new_action(held, f"CUST-{n}", CROSSING, 1, TODAY)["status"] for n in range(40)}
	assert statuses == {"Open", "Held Out"}


def test_a_key_tells_rules_customers_and_crossings_apart():
	keys = {
		action_key(*parts)
		for parts in (
			("R-1", "CUST-1", CROSSING),
			("R-2", "CUST-1", CROSSING),
			("R-1", "CUST-2", CROSSING),
			("R-1", "CUST-1", Crossing(TODAY, "silent since 2025-09-09")),
		)
	}
	assert len(keys) == 4


def test_of_what_waits_twice_for_one_customer_the_older_stays():
	waiting = [
		{"name": "ACT-1", "rule": "R-1", "vehicle": None},
		{"name": "ACT-2", "rule": "R-1", "vehicle": "CAR-1"},
		{"name": "ACT-3", "rule": "R-1", "vehicle": ""},
		{"name": "ACT-4", "rule": "R-2", "vehicle": None},
		{"name": "ACT-5", "rule": "R-1", "vehicle": "CAR-1"},
	]
	assert doubled(waiting) == ["ACT-3", "ACT-5"]
