"""Who is reminded of a service, when, how often, and in which words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.vehicles.reminders import (
	AFTER,
	BEFORE,
	MAX_LATE,
	MIN_BETWEEN,
	Reminded,
	Reminder,
	ReminderRule,
	car_label,
	check_rule,
	due_reminder,
	is_outdated,
	key_by_hand,
	places,
	reminder_by_hand,
	reminder_key,
)
from workshop_crm.core.vehicles.service_due import ServiceDue

DUE = date(2026, 6, 20)
LAST = date(2025, 12, 20)
ON = ReminderRule(enabled=True)
CAR = {
	"name": "ABJ 1234",
	"make": "Toyota",
	"model": "Camry",
	"plate_latin": "ABJ 1234",
	"plate_ar": "ح ب أ ١٢٣٤",
}


def service(name: str = "Oil", due_on: date | None = DUE) -> ServiceDue:
	return ServiceDue(name, due_on, None, LAST, None, "soon", "date")


def days(number: int) -> timedelta:
	return timedelta(days=number)


@pytest.mark.parametrize(
	("rule", "first"),
	[
		(ReminderRule(True, 7, BEFORE), date(2026, 6, 13)),
		(ReminderRule(True, 0, BEFORE), date(2026, 6, 20)),
		(ReminderRule(True, 10, AFTER), date(2026, 6, 30)),
	],
)
def test_a_reminder_goes_from_its_day_on_and_not_long_after_it(rule, first):
	def on(day: date) -> Reminder | None:
		return due_reminder([service()], rule, "A", [], day)

	assert on(first - days(1)) is None
	assert on(first) == Reminder(("Oil",), DUE, LAST, first + MAX_LATE)
	assert on(first + MAX_LATE) is not None
	assert on(first + MAX_LATE + days(1)) is None


def test_nobody_is_reminded_while_the_rule_is_off_or_nothing_has_a_day():
	assert due_reminder([service()], ReminderRule(), "A", [], DUE) is None
	assert due_reminder([], ON, "A", [], DUE) is None
	assert due_reminder([service(due_on=None)], ON, "A", [], DUE) is None


def test_what_is_due_soon_after_is_named_in_the_same_reminder():
	due = [
		service("Old", DUE - days(300)),
		service(),
		service("Brakes", DUE + days(14)),
		service("Tyres", DUE + days(15)),
	]
	found = due_reminder(due, ON, "A", [], DUE)
	assert found
	assert found.services == ("Oil", "Brakes")
	assert (found.due_on, found.last_on) == (DUE, LAST)


@pytest.mark.parametrize(
	("earlier", "goes"),
	[
		([Reminded("A", DUE - MIN_BETWEEN + days(1))], False),
		([Reminded("A", DUE - MIN_BETWEEN)], True),
		([Reminded("B", DUE)], True),
		([Reminded("B", DUE), Reminded("C", DUE - days(29))], False),
		([Reminded("B", DUE), Reminded("C", DUE - days(30))], True),
	],
)
def test_a_car_is_left_alone_for_a_month_and_a_customer_gets_no_more_than_the_owner_says(earlier, goes):
	assert (due_reminder([service()], ON, "A", earlier, DUE) is not None) is goes


@pytest.mark.parametrize(("count", "days_of_cap"), [(0, 30), (2, 0)])
def test_a_limit_of_nothing_is_none(count, days_of_cap):
	rule = ReminderRule(True, cap_count=count, cap_days=days_of_cap)
	others = [Reminded(str(number), DUE) for number in range(9)]
	assert due_reminder([service()], rule, "A", others, DUE)


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 40)), max_size=6), st.integers(1, 3))
def test_the_owners_limit_holds_whatever_went_before(earlier, most):
	rule = ReminderRule(True, cap_count=most, cap_days=30)
	got = [Reminded(car, DUE - days(ago)) for car, ago in earlier]
	if due_reminder([service()], rule, "A", got, DUE):
		assert sum(one.on > DUE - days(30) for one in got) < most


def test_one_service_has_one_key_until_it_is_done_again_however_its_day_moves():
	moved = Reminder(("Oil", "Brakes"), DUE + days(9), LAST, DUE)
	done = Reminder(("Oil",), DUE, LAST + days(1), DUE)
	first = reminder_key("A", Reminder(("Oil",), DUE, LAST, DUE))
	assert reminder_key("A", moved) == first
	assert len({first, reminder_key("A", done), reminder_key("B", moved), key_by_hand("A", DUE)}) == 4
	assert len(reminder_key("A" * 140, moved)) < 140


def test_by_hand_the_most_urgent_service_is_named_whenever_it_is_due():
	assert reminder_by_hand([service(due_on=DUE + days(200))], DUE).services == ("Oil",)
	assert reminder_by_hand([service(due_on=DUE - days(900))], DUE).until == DUE + MAX_LATE
	for nothing in ([], [service(due_on=None)]):
		with pytest.raises(InvalidInput, match="not known when"):
			reminder_by_hand(nothing, DUE)


def test_by_hand_the_service_that_is_asked_for_comes_first():
	due = [
		service("Old", DUE - days(20)),
		service("Brakes", DUE - days(9)),
		service(),
		service("Tyres", DUE + days(15)),
	]
	assert reminder_by_hand(due, DUE).services == ("Old", "Brakes")
	asked = reminder_by_hand(due, DUE, "Oil")
	assert (asked.services, asked.due_on) == (("Oil", "Brakes"), DUE)
	with pytest.raises(InvalidInput, match="not known when"):
		reminder_by_hand(due, DUE, "Air conditioning")


def test_by_hand_a_service_that_has_lapsed_is_named_only_where_there_is_no_other():
	lapsed = service("Old", DUE - days(366))
	assert reminder_by_hand([lapsed], DUE).services == ("Old",)
	assert reminder_by_hand([lapsed, service()], DUE).services == ("Oil",)


@pytest.mark.parametrize(
	("owner", "last_visit", "outdated"),
	[
		("C1", None, False),
		("C1", DUE - days(1), False),
		("C1", DUE, True),
		("C2", None, True),
		(None, None, True),
	],
)
def test_a_reminder_is_not_wanted_once_the_car_came_or_has_another_owner(owner, last_visit, outdated):
	assert is_outdated(DUE, "C1", owner, last_visit) is outdated


def test_the_words_are_those_of_the_customers_language():
	reminder = Reminder(("Oil", "Brakes"), DUE, LAST, DUE)
	names_ar = {"Oil": "تغيير الزيت", "Brakes": "الفرامل"}
	assert places(reminder, CAR, names_ar, "en") == {
		"vehicle": "Toyota Camry ABJ 1234",
		"service": "Oil, Brakes",
		"date": "20 June 2026",
	}
	assert places(reminder, CAR, names_ar, "ar") == {
		"vehicle": "Toyota Camry ح ب أ ١٢٣٤",
		"service": "تغيير الزيت، الفرامل",
		"date": "٢٠ يونيو ٢٠٢٦",
	}
	vin = "1M8GDM9AXKP042788"
	assert car_label({"name": vin, "chassis_no": vin, "make": "Kia", "model": "Rio"}, "ar") == "Kia Rio"


@pytest.mark.parametrize("rule", [ReminderRule(days=-1), ReminderRule(days=366), ReminderRule(cap_count=-1)])
def test_a_rule_that_could_not_be_meant_is_refused(rule):
	with pytest.raises(InvalidInput):
		check_rule(rule)
	check_rule(ReminderRule())
