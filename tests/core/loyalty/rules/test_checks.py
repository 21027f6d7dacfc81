"""Rules that can never work are refused with what to do."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty.rules.checks import MAX_RULES, check_rules
from workshop_crm.core.loyalty.rules.model import Caps, Conditions, EarningRule

TIERS = ("Silver", "Gold")
GOOD = EarningRule("a", "Oil", "Amount", points=2, per=Decimal(10))
FIXED = EarningRule("b", "Visit", "Fixed", points=5)
DOUBLE = EarningRule("c", "Double", "Multiplier", factor=Decimal(2))


def when(**values):
	return replace(GOOD, when=Conditions(**values))


@pytest.mark.parametrize(
	"rule",
	[
		GOOD,
		FIXED,
		DOUBLE,
		replace(GOOD, points=0, excludes=True),
		when(tier="Gold"),
		when(visit_number=5, each=True),
		when(min_visits=2, period_days=30),
		replace(GOOD, starts=date(2026, 1, 1), ends=date(2026, 1, 1)),
	],
)
def test_what_can_work_is_saved(rule):
	check_rules([rule], TIERS)


@pytest.mark.parametrize(
	("rule", "field"),
	[
		(replace(GOOD, name=" "), "rule_name"),
		(replace(GOOD, per=Decimal(0)), "per_amount"),
		(replace(GOOD, points=0), "points"),
		(replace(FIXED, points=0), "points"),
		(replace(FIXED, points=1_000_001), "points"),
		(replace(DOUBLE, factor=Decimal(1)), "factor"),
		(replace(DOUBLE, factor=Decimal(101)), "factor"),
		(replace(GOOD, starts=date(2026, 1, 2), ends=date(2026, 1, 1)), "valid_to"),
		(when(tier="Platinum"), "tier"),
		(when(each=True), "visit_number"),
		(when(period_days=30), "period_days"),
		(when(min_vehicle_age=5, max_vehicle_age=4), "vehicle_age_to"),
		(when(birthday_days=181), ""),
		(replace(GOOD, pending_days=-1), ""),
		(replace(GOOD, caps=Caps(day=-1)), ""),
	],
)
def test_what_cannot_work_is_refused_at_its_field(rule, field):
	with pytest.raises(InvalidInput) as refused:
		check_rules([rule], TIERS)
	assert refused.value.field == field


def test_a_program_has_no_more_rules_than_a_person_can_read():
	with pytest.raises(InvalidInput):
		check_rules([GOOD] * (MAX_RULES + 1), TIERS)
