"""A rule says the same after it was a row of a Loyalty Program."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.loyalty.rules.model import Caps, Conditions, EarningRule
from workshop_crm.core.loyalty.rules.records import rule_of, rule_record, rules_of

TEXT = st.text(max_size=8)
COUNT = st.integers(0, 500)
MONEY = st.decimals(0, 10**6, places=3)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
CONDITIONS = st.builds(
	Conditions,
	service_type=TEXT,
	item=TEXT,
	item_group=TEXT,
	on_time=st.booleans(),
	branch=TEXT,
	weekdays=st.frozensets(st.integers(0, 6)),
	vehicle_make=TEXT,
	min_vehicle_age=st.none() | st.integers(1, 50),
	max_vehicle_age=st.none() | st.integers(1, 50),
	customer_group=TEXT,
	tier=TEXT,
	visit_number=COUNT,
	each=st.booleans(),
	min_visits=COUNT,
	min_spend=MONEY,
	period_days=COUNT,
	birthday_days=st.none() | COUNT,
	answered_days=COUNT,
	referred=st.booleans(),
)
RULES = st.builds(
	EarningRule,
	key=st.just("row"),
	name=TEXT,
	kind=st.sampled_from(("Amount", "Fixed", "Multiplier")),
	points=COUNT,
	per=MONEY,
	factor=st.decimals(1, 100, places=3),
	name_ar=TEXT,
	when=CONDITIONS,
	caps=st.builds(Caps, COUNT, COUNT, COUNT),
	starts=DAYS,
	ends=DAYS,
	excludes=st.booleans(),
	priority=st.integers(-5, 5),
	pending_days=COUNT,
)


@given(RULES)
def test_a_rule_is_the_same_after_it_was_a_row(rule):
	assert rule_of({"name": "row", **rule_record(rule)}) == rule


def test_a_rule_that_is_switched_off_does_not_count():
	row = {"name": "row", **rule_record(EarningRule("row", "Oil", "Fixed", 5))}
	assert rules_of([row, {**row, "enabled": 0}]) == (rule_of(row),)


def test_an_empty_row_of_the_form_has_no_condition():
	row = dict.fromkeys(rule_record(EarningRule("row", "Oil", "Fixed", 5)))
	rule = rule_of({**row, "name": None, "award_type": "Points for an amount"})
	assert rule.when == Conditions()
	assert (rule.key, rule.points, rule.per) == ("", 0, Decimal(0))
