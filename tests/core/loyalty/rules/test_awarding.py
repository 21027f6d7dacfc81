"""What a sale earns: worked examples, and what holds for any rules and any sale."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.money import USUAL
from workshop_crm.core.loyalty.rules.awarding import Earning, award
from workshop_crm.core.loyalty.rules.awards import as_text, read
from workshop_crm.core.loyalty.rules.caps import Given
from workshop_crm.core.loyalty.rules.facts import LineFacts, SaleFacts
from workshop_crm.core.loyalty.rules.model import Caps, Conditions, EarningRule

DAY = date(2026, 3, 2)
BASE = EarningRule("", "Silver", "Amount", points=1, per=Decimal(10), priority=-100)
OIL, TYRES = Conditions(service_type="Oil"), Conditions(service_type="Tyres")


def line(net, service_type=""):
	return LineFacts(Decimal(str(net)), service_type=service_type)


def earns(rules, *lines, whole=None, given=(), basis=None):
	total = whole if whole is not None else sum(one.net for one in lines)
	sale = SaleFacts(DAY, lines)
	earning = Earning(sale, "Silver", Decimal(total), Fraction(total if basis is None else basis), USUAL)
	return award(rules, earning, dict(given))


def rule(kind, key="r", **values):
	return EarningRule(key, key, kind, **values)


def per_ten(points, **values):
	return rule("Amount", **{"points": points, "per": Decimal(10), **values})


def points(found):
	return [(one.rule, one.points) for one in found.lines]


def test_a_tier_multiplies_what_the_amount_earns():
	gold = rule("Multiplier", "gold", factor=Decimal("1.25"))
	found = earns([BASE, gold], line(300))
	assert found.points == 37
	assert points(found) == [("", 30), ("gold", 7)]


def test_a_rule_adds_to_the_rate_of_the_tier_on_its_lines():
	assert points(earns([BASE, per_ten(2, when=OIL)], line(100, "Oil"), line(50))) == [("r", 20), ("", 15)]


def test_a_rule_that_excludes_takes_the_place_of_the_rate_on_its_lines():
	found = earns([BASE, per_ten(2, when=OIL, excludes=True)], line(100, "Oil"), line(50))
	assert points(found) == [("r", 20), ("", 5)]
	assert found.lines[0].amount == 100


def test_lines_can_earn_nothing_and_it_is_told():
	found = earns([BASE, per_ten(0, when=TYRES, excludes=True)], line(800, "Tyres"), line(100))
	assert points(found) == [("r", 0), ("", 10)]


def test_the_higher_priority_comes_first_whatever_the_order_of_the_rows():
	low, high = (per_ten(n, key=str(n), priority=n, excludes=True) for n in (1, 5))
	assert points(earns([low, high], line(100))) == [("5", 50)]


def test_excluding_is_among_rules_of_one_kind():
	visit = rule("Fixed", "visit", points=5, excludes=True, priority=9)
	second = rule("Fixed", "second", points=7)
	double = rule("Multiplier", "double", factor=Decimal(2))
	found = earns([BASE, visit, second, double], line(100))
	assert points(found) == [("", 10), ("double", 10), ("visit", 5)]


def test_multipliers_add_up_and_leave_fixed_points_alone():
	double = rule("Multiplier", "double", factor=Decimal(2))
	gold = rule("Multiplier", "gold", factor=Decimal("1.25"))
	found = earns([BASE, double, gold, rule("Fixed", "visit", points=50)], line(400))
	assert points(found) == [("", 40), ("double", 40), ("gold", 10), ("visit", 50)]


def test_a_multiplier_is_of_the_points_of_its_lines_after_their_cap():
	capped = replace(BASE, caps=Caps(invoice=6))
	double = rule("Multiplier", "double", factor=Decimal(2), when=OIL)
	assert points(earns([capped, double], line(90, "Oil"), line(100))) == [("", 6), ("double", 6)]


def test_points_are_rounded_down_over_all_lines_together():
	assert earns([BASE], *[line("6.50")] * 4).points == 2


def test_what_points_paid_earns_nothing():
	assert earns([BASE, per_ten(2, when=OIL, key="oil")], line(100, "Oil"), line(100), whole=100).points == 20


def test_a_visit_that_costs_nothing_earns_nothing():
	assert earns([BASE, rule("Fixed", points=50)], line(100), whole=0).points == 0


def test_without_vat_earns_on_the_smaller_amount():
	found = earns([BASE], line(100), whole=115, basis=100)
	assert (found.points, found.whole) == (10, 115)


@pytest.mark.parametrize(
	("caps", "given", "expected"),
	[
		(Caps(invoice=30), Given(), 30),
		(Caps(day=100), Given(day=70, month=70), 30),
		(Caps(month=100), Given(day=0, month=95), 5),
		(Caps(month=100), Given(day=0, month=120), 0),
		(Caps(invoice=30, day=100, month=100), Given(day=80, month=99), 1),
		(Caps(day=1000), Given(), 50),
	],
)
def test_the_narrowest_cap_counts(caps, given, expected):
	found = earns([per_ten(5, caps=caps)], line(100), given={"r": given})
	assert found.points == expected
	assert found.lines[0].is_capped is (expected < 50)


def test_points_wait_as_long_as_the_longest_rule_that_gave_some():
	slow = rule("Fixed", "slow", points=5, pending_days=30, when=OIL)
	assert earns([BASE, slow], line(100, "Oil")).pending_days == 30
	assert earns([BASE, slow], line(100)).pending_days == 0


# Whatever the rules and the sale.

KINDS = st.sampled_from(("Amount", "Fixed", "Multiplier"))
WHERE = st.sampled_from((Conditions(), OIL, TYRES))
CAPS = st.builds(Caps, *[st.integers(0, 60)] * 3)
RULES = st.lists(
	st.builds(
		EarningRule,
		key=st.sampled_from("abcdef"),
		name=st.just("Rule"),
		kind=KINDS,
		points=st.integers(0, 50),
		per=st.decimals("0.1", 100, places=1),
		factor=st.decimals("1.01", 5, places=2),
		when=WHERE,
		caps=CAPS,
		excludes=st.booleans(),
		priority=st.integers(-2, 2),
	),
	max_size=6,
	unique_by=lambda one: one.key,
).map(lambda rules: [*rules, BASE])
LINES = st.lists(
	st.builds(line, st.decimals(0, 5000, places=2), st.sampled_from(("Oil", "Tyres", ""))),
	min_size=1,
	max_size=6,
)
GIVEN = st.dictionaries(st.sampled_from("abcdef"), st.builds(Given, st.integers(0, 80), st.integers(0, 80)))


@given(RULES, LINES, GIVEN)
def test_reasons_add_up_and_no_cap_is_exceeded(rules, lines, given):
	found = earns(rules, *lines, given=given)
	caps = {one.key: one.caps for one in rules}
	assert found.points == sum(one.points for one in found.lines)
	for one in found.lines:
		before, cap = given.get(one.rule, Given()), caps[one.rule]
		assert one.points >= 0
		assert not cap.invoice or one.points <= cap.invoice
		assert not cap.day or one.points + before.day <= max(cap.day, before.day)
		assert not cap.month or one.points + before.month <= max(cap.month, before.month)


@given(RULES, LINES, GIVEN, st.decimals(0, 500, places=2), st.data())
def test_spending_more_never_earns_less(rules, lines, given, more, data):
	place = data.draw(st.integers(0, len(lines) - 1))
	raised = [
		replace(one, net=one.net + more) if number == place else one for number, one in enumerate(lines)
	]
	assert earns(rules, *raised, given=given).points >= earns(rules, *lines, given=given).points


@given(RULES, LINES)
def test_rules_of_one_kind_share_no_line_with_one_that_excludes(rules, lines):
	found = earns(rules, *lines)
	everywhere = [one for one in rules if one.kind == "Amount" and one.excludes and one.when == Conditions()]
	first = min(everywhere, key=lambda one: (-one.priority, rules.index(one)), default=None)
	if first is None:
		return
	order = sorted(rules, key=lambda one: -one.priority)
	later = {one.key for one in order[order.index(first) + 1 :]}
	assert not [one for one in found.lines if one.kind == "Amount" and one.rule in later]


@given(RULES, LINES)
def test_an_award_is_the_same_after_it_was_text(rules, lines):
	found = earns(rules, *lines)
	assert read(as_text(found)) == found


def test_a_row_without_an_award_earned_without_rules():
	assert read("") is None
