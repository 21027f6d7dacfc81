"""Who is written to about points, when, how often, and in which words."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty.guest_reader import Reader
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import Entry, Program, Tier
from workshop_crm.core.loyalty.points_messages import (
	MAX_LATE,
	MIN_BETWEEN,
	SOON,
	Expiring,
	Member,
	MessageRule,
	Told,
	check_message_rule,
	expiring_key,
	expiring_places,
	expiring_points,
	is_spent,
	statement_month,
	statement_places,
	tier_key,
	tier_to_tell,
	wants_statement,
)
from workshop_crm.core.loyalty.tier_changes import (
	BROUGHT,
	JOINED,
	MERGED,
	PROGRAM_CHANGED,
	REACHED,
	TAKEN_BACK,
	TierChange,
)

TODAY = date(2026, 12, 1)
NOON = datetime(2026, 12, 1, 12)
ON = MessageRule(expiry=True, expiry_days=14)
PROGRAM = Program(
	"Points",
	(
		Tier("Silver", Decimal(0), Decimal(10)),
		Tier("Gold", Decimal(1000), Decimal(10), name_ar="الذهبي"),
		Tier("Platinum", Decimal(5000), Decimal(10)),
	),
	Decimal("0.25"),
	365,
)


def lot(points: int, expires: date | None, name: str = "") -> Entry:
	return Entry(name or f"L{expires}", "Earn", points, Decimal(0), date(2026, 1, 1), expires)


def in_days(number: int) -> date:
	return TODAY + timedelta(days=number)


def told_of(lots: list[Entry], rule: MessageRule = ON, earlier: tuple[Told, ...] = ()) -> Expiring | None:
	return expiring_points(rule, PROGRAM, Books(lots, TODAY), earlier)


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 28))
def test_statements_go_in_the_days_from_their_day_on_and_in_no_others(today, day):
	month = statement_month(MessageRule(statements=True, statement_day=day), today)
	assert (month is not None) == (0 <= today.day - day <= MAX_LATE.days)
	assert month in (None, f"{today:%Y-%m}")
	assert statement_month(MessageRule(statement_day=day), today) is None


@pytest.mark.parametrize(
	("member", "wants"),
	[
		(Member(100, 0, None), True),
		(Member(0, 40, None), True),
		(Member(0, 0, None, NOON), False),
		(Member(-20, 10, None, NOON), False),
		(Member(100, 0, None, NOON, NOON + timedelta(hours=1)), False),
		(Member(100, 0, None, NOON + timedelta(hours=1), NOON), True),
		(Member(100, 0, TODAY + SOON, NOON, NOON), True),
		(Member(100, 0, TODAY + SOON + timedelta(days=1), NOON, NOON), False),
	],
)
def test_a_statement_has_something_to_say(member, wants):
	assert wants_statement(member, TODAY) == wants


@pytest.mark.parametrize(("days", "told"), [(-1, False), (0, True), (14, True), (15, False)])
def test_points_are_told_of_so_many_days_before_and_up_to_their_last(days, told):
	found = told_of([lot(80, in_days(days))])
	assert found == (Expiring(in_days(days), 80) if told else None)


def test_all_points_of_one_day_are_one_message_and_those_without_a_day_none():
	lots = [lot(80, in_days(3), "A"), lot(20, in_days(3), "B"), lot(5, in_days(4)), lot(9, None)]
	assert told_of(lots) == Expiring(in_days(3), 100)


def test_points_worth_less_than_the_limit_are_not_told_of():
	rule = MessageRule(expiry=True, expiry_days=14, min_worth=Decimal(10))
	assert told_of([lot(39, in_days(3)), lot(40, in_days(5))], rule) == Expiring(in_days(5), 40)


def test_nobody_is_told_while_the_rule_is_off():
	assert told_of([lot(80, in_days(3))], MessageRule(expiry_days=14)) is None


@given(
	st.lists(st.tuples(st.integers(0, 60), st.integers(1, 500)), max_size=8, unique_by=lambda one: one[0]),
	st.integers(1, 30),
)
def test_each_last_day_is_told_of_once_and_nobody_more_than_once_a_week(days, before):
	"""Day by day over three months, as the scheduler goes."""
	lots = [lot(points, in_days(day), f"L{day}") for day, points in days]
	rule, told = MessageRule(expiry=True, expiry_days=before), []
	for passed in range(70):
		books = Books(lots, in_days(passed))
		found = expiring_points(rule, PROGRAM, books, told)
		if found:
			assert in_days(passed) <= found.day <= in_days(passed + before)
			told.append(Told(in_days(passed), found.day))
	assert len({one.expires for one in told}) == len(told)
	written = [one.on for one in told]
	assert all(later - earlier >= MIN_BETWEEN for earlier, later in pairwise(written))
	if days:
		assert told[0].expires == in_days(min(day for day, _points in days))


def test_spent_points_are_told_of_no_more():
	lots = [lot(80, in_days(3), "A")]
	spent = [*lots, Entry("R", "Redeem", -80, Decimal(0), TODAY, in_days(3), "INV", "A")]
	assert not is_spent(Books(lots, TODAY), in_days(3))
	assert is_spent(Books(spent, TODAY), in_days(3))
	assert told_of(spent) is None


@pytest.mark.parametrize(
	("change", "now", "tells"),
	[
		(TierChange(TODAY, "Silver", "Gold", REACHED, Decimal(1000)), "Gold", True),
		(TierChange(TODAY, "", "Gold", JOINED, Decimal(1000)), "Gold", True),
		(TierChange(TODAY, "", "Silver", JOINED, Decimal(10)), "Silver", False),
		(TierChange(TODAY, "Gold", "Silver", TAKEN_BACK, Decimal(10)), "Silver", False),
		(TierChange(TODAY, "Silver", "Gold", MERGED, Decimal(1000)), "Gold", False),
		(TierChange(TODAY, "Silver", "Gold", PROGRAM_CHANGED, Decimal(1000)), "Gold", False),
		(TierChange(TODAY, "", "Gold", BROUGHT, Decimal(1000)), "Gold", False),
		(TierChange(TODAY, "Silver", "Gold", REACHED, Decimal(1000)), "Silver", False),
		(TierChange(TODAY, "Silver", "Gold", REACHED, Decimal(1000)), "Platinum", False),
		(TierChange(TODAY - MAX_LATE, "Silver", "Gold", REACHED, Decimal(1000)), "Gold", True),
		(
			TierChange(TODAY - MAX_LATE - timedelta(1), "Silver", "Gold", REACHED, Decimal(1000)),
			"Gold",
			False,
		),
	],
)
def test_who_reached_a_tier_lately_and_still_holds_it_is_told(change, now, tells):
	found = tier_to_tell(PROGRAM, change, now, TODAY)
	assert (found and found.name) == (change.to_tier if tells else None)


def test_a_statement_says_balance_worth_and_what_expires_next_in_both_languages():
	books = Books([lot(1200, in_days(40), "A"), lot(34, in_days(60), "B")], TODAY)
	english = statement_places(PROGRAM, books, "SAR", Reader(TODAY, "en", str))
	arabic = statement_places(PROGRAM, books, "SAR", Reader(TODAY, "ar", str))
	assert english == {"balance": "1,234", "worth": "308.50 SAR", "expiring": "1,200 after 10 January 2027"}
	assert (arabic["balance"], arabic["worth"]) == ("١٬٢٣٤", "٣٠٨٫٥٠ ر.س")
	assert "١٬٢٠٠ بعد" in arabic["expiring"]


def test_a_statement_of_a_debt_and_of_points_for_ever():
	owing = Books([Entry("R", "Reverse", -30, Decimal(0), TODAY, None, "INV")], TODAY)
	places = statement_places(PROGRAM, owing, "SAR", Reader(TODAY, "en", str))
	assert places == {"balance": "−30", "worth": "0.00 SAR", "expiring": "none"}


def test_the_words_about_points_that_expire():
	places = expiring_places(PROGRAM, Expiring(in_days(3), 100), "SAR", Reader(TODAY, "en", str))
	assert places == {"points": "100", "worth": "25.00 SAR", "date": "4 December 2026"}


@given(st.text(max_size=20), st.text(max_size=20), st.dates())
def test_keys_of_different_messages_differ(one, other, day):
	assert (expiring_key(one, day) == expiring_key(other, day)) == (one == other)
	assert tier_key(one) != expiring_key(one, day)


@pytest.mark.parametrize(
	("rule", "field"),
	[
		(MessageRule(statement_day=0), "statement_day"),
		(MessageRule(statement_day=29), "statement_day"),
		(MessageRule(expiry_days=0), "points_expiry_days"),
		(MessageRule(expiry_days=366), "points_expiry_days"),
		(MessageRule(min_worth=Decimal(-1)), "points_expiry_min_worth"),
	],
)
def test_a_rule_that_could_not_be_meant_is_refused(rule, field):
	with pytest.raises(InvalidInput) as refused:
		check_message_rule(rule)
	assert refused.value.field == field
	check_message_rule(MessageRule())
