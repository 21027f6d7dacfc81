from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.vehicles.service_due import (
	CarVisit,
	Interval,
	ServiceDue,
	ServiceRecord,
	next_services,
	services_due,
	visits_for,
)

TODAY = date(2026, 3, 1)
OIL = Interval(10_000, 6)
INTERVALS = {
	"Oil": OIL,
	"Brakes": Interval(30_000, None),
	"Battery": Interval(0, 24),
	"Repair": Interval(0, 0),
}


def ago(days: int) -> date:
	return TODAY - timedelta(days=days)


def only(history: list[ServiceRecord], readings=(), intervals=INTERVALS, today: date = TODAY) -> ServiceDue:
	(due,) = services_due(history, intervals, readings, today)
	return due


def test_a_car_that_is_driven_little_comes_by_the_calendar():
	readings = [(ago(100), 50_000), (ago(0), 51_000)]
	assert only([ServiceRecord("Oil", ago(100), 50_000)], readings) == ServiceDue(
		"Oil", date(2026, 5, 21), 60_000, date(2025, 11, 21), 50_000, "later", "date"
	)


def test_a_car_that_is_driven_much_comes_by_its_own_kilometres_per_day():
	# 9,000 km in 100 days are 90 a day; the 1,000 km that are left take 12 days.
	readings = [(ago(100), 50_000), (ago(0), 59_000)]
	assert only([ServiceRecord("Oil", ago(100), 50_000)], readings) == ServiceDue(
		"Oil", TODAY + timedelta(days=12), 60_000, ago(100), 50_000, "soon", "odometer"
	)


def test_between_readings_the_car_drives_on():
	readings = [(ago(120), 50_000), (ago(20), 59_000)]
	assert only([ServiceRecord("Oil", ago(120), 50_000)], readings).due_on == ago(20) + timedelta(days=12)


@pytest.mark.parametrize(
	("last_on", "status"),
	[
		(date(2025, 8, 31), "overdue"),
		(date(2025, 9, 1), "soon"),
		(date(2025, 10, 1), "later"),
		(date(2025, 9, 30), "soon"),
	],
)
def test_a_service_is_soon_within_thirty_days_and_overdue_the_day_after(last_on, status):
	assert only([ServiceRecord("Oil", last_on)]).status == status


def test_a_car_that_has_driven_its_distance_is_overdue_even_when_nobody_knows_since_when():
	due = only([ServiceRecord("Oil", TODAY, 2_000)], [(TODAY, 12_600)])
	assert (due.status, due.reason, due.due_on, due.due_km) == ("overdue", "odometer", TODAY, 12_000)


def test_without_enough_readings_only_the_distance_is_known():
	for readings in ([], [(TODAY, 50_500)], [(ago(3), 50_000), (TODAY, 50_000)]):
		due = only([ServiceRecord("Brakes", ago(13), 50_000)], [*readings])
		assert due == ServiceDue("Brakes", None, 80_000, ago(13), 50_000, "later", "odometer"), readings
	parked = only([ServiceRecord("Brakes", ago(100), 50_000)], [(TODAY, 50_000)])
	assert (parked.due_on, parked.status) == (None, "later")


def test_fourteen_days_are_enough_to_know_how_a_car_is_driven():
	due = only([ServiceRecord("Brakes", ago(14), 50_000)], [(TODAY, 51_400)])
	assert due.due_on == TODAY + timedelta(days=286)


def test_only_the_two_years_before_the_latest_reading_count():
	readings = [(ago(2000), 1_000), (ago(700), 50_000), (TODAY, 57_000)]
	assert only([ServiceRecord("Brakes", ago(700), 50_000)], readings).due_on == TODAY + timedelta(days=2300)


def test_a_service_is_due_after_its_last_time():
	history = [
		ServiceRecord("Battery", ago(1200)),
		ServiceRecord("Battery", ago(30)),
		ServiceRecord("Battery", ago(400)),
	]
	assert only(history).last_on == ago(30)


def test_services_without_an_interval_or_never_done_are_not_due():
	assert (
		services_due(
			[ServiceRecord("Repair", ago(900)), ServiceRecord("Wash", ago(900))], INTERVALS, [], TODAY
		)
		== []
	)
	assert services_due([], INTERVALS, [(TODAY, 90_000)], TODAY) == []


def test_a_service_whose_odometer_was_not_read_comes_by_the_calendar():
	due = only([ServiceRecord("Oil", ago(30))], [(ago(60), 10_000), (TODAY, 99_000)])
	assert (due.due_km, due.last_km, due.reason) == (None, None, "date")


def test_what_the_odometer_showed_before_it_was_set_back_says_nothing_about_now():
	history = [ServiceRecord("Oil", ago(100), 150_000), ServiceRecord("Brakes", ago(40), 3_000)]
	readings = [(ago(60), 500), (TODAY, 7_000)]
	brakes, oil = sorted(services_due(history, INTERVALS, readings, TODAY), key=lambda due: due.service_type)
	assert (oil.due_km, oil.reason) == (None, "date")
	# 6,500 km in 60 days since; 26,000 km are left.
	assert (brakes.due_km, brakes.due_on) == (33_000, TODAY + timedelta(days=240))


def test_the_soonest_comes_first_and_unknown_days_last():
	history = [
		ServiceRecord("Brakes", ago(10), 5_000),
		ServiceRecord("Battery", ago(10)),
		ServiceRecord("Oil", ago(10), 5_000),
	]
	assert [due.service_type for due in services_due(history, INTERVALS, [], TODAY)] == [
		"Oil",
		"Battery",
		"Brakes",
	]


@pytest.mark.parametrize(
	("last_on", "months", "due_on"),
	[
		(date(2025, 8, 31), 6, date(2026, 2, 28)),
		(date(2024, 2, 29), 12, date(2025, 2, 28)),
		(date(2025, 12, 15), 1, date(2026, 1, 15)),
		(date(2025, 11, 30), 1, date(2025, 12, 30)),
		(date(2025, 6, 30), 18, date(2026, 12, 30)),
	],
)
def test_months_end_on_the_same_day_or_on_the_last_of_the_month(last_on, months, due_on):
	assert only([ServiceRecord("Oil", last_on)], (), {"Oil": Interval(None, months)}).due_on == due_on


def test_far_away_days_are_unknown_instead_of_an_error():
	history = [ServiceRecord("Oil", ago(700), 10)]
	assert only(history, [(TODAY, 11)], {"Oil": Interval(9_000_000, None)}).due_on is None
	assert services_due(history, {"Oil": Interval(None, 200_000)}, [], TODAY) == []


DAYS = st.integers(0, 900).map(ago)
KM = st.integers(0, 400_000)
HISTORY = st.lists(
	st.builds(ServiceRecord, st.sampled_from(["Oil", "Brakes", "Battery", "Repair"]), DAYS, st.none() | KM),
	max_size=8,
)


@given(HISTORY, st.lists(st.tuples(DAYS, KM), max_size=8), st.randoms())
def test_every_due_service_follows_from_its_last_time_in_any_order_of_the_input(history, readings, random):
	found = services_due(history, INTERVALS, readings, TODAY)
	assert sorted(due.service_type for due in found) == sorted({due.service_type for due in found})
	assert {due.service_type for due in found} <= {record.service_type for record in history} - {"Repair"}
	for due in found:
		interval = INTERVALS[due.service_type]
		assert due.last_on == max(
			record.date for record in history if record.service_type == due.service_type
		)
		assert due.due_km is None or due.due_km == due.last_km + interval.km
		if interval.months:
			assert due.due_on <= due.last_on + timedelta(days=31 * interval.months)
		if due.status == "soon":
			assert TODAY <= due.due_on <= TODAY + timedelta(days=30)
		if due.reason == "odometer":
			assert due.due_km is not None
	days = [due.due_on or date.max for due in found]
	assert days == sorted(days)
	random.shuffle(history)
	random.shuffle(readings)
	again = services_due(history, INTERVALS, readings, TODAY)
	assert [(due.service_type, due.due_on, due.status) for due in again] == [
		(due.service_type, due.due_on, due.status) for due in found
	]


@given(st.integers(1, 300), st.integers(14, 700), st.integers(1, 60_000))
def test_the_predicted_day_is_the_first_on_which_the_car_has_driven_the_distance(per_day, span, interval):
	history = [ServiceRecord("Oil", ago(span), 1_000)]
	due = only(history, [(TODAY, 1_000 + per_day * span)], {"Oil": Interval(interval, None)})
	if due.due_on is None:
		assert (due.due_km - 1_000) / per_day > 3_650
		return
	driven = 1_000 + per_day * (due.due_on - ago(span)).days
	assert driven - per_day < due.due_km <= driven


def test_of_two_records_of_one_day_the_one_with_a_reading_counts_whatever_comes_first():
	records = [ServiceRecord("Brakes", ago(0), None), ServiceRecord("Brakes", ago(0), 0)]
	found = [
		services_due(rows, {"Brakes": Interval(km=1000)}, [], TODAY) for rows in (records, records[::-1])
	]
	assert [[due.due_km for due in one] for one in found] == [[1000], [1000]]


def test_a_former_owner_sees_the_own_visits_only():
	visits = [CarVisit("Huda", ago(9), "Oil", 100), CarVisit("Omar", ago(3), "Oil", 900)]
	assert visits_for(visits, "Huda", is_current=False) == visits[:1]
	assert visits_for(visits, "Huda", is_current=True) == visits


def test_a_reading_typed_since_the_last_visit_counts_and_the_visits_own_counts_once():
	visits = [CarVisit("Huda", ago(100), "Oil", 1000), CarVisit("Huda", ago(50), None, 2000)]
	rule = {"Oil": Interval(km=5000)}
	(typed,) = next_services(visits, rule, (ago(0), 7000), TODAY)
	assert typed.status == "overdue"
	(same,) = next_services(visits, rule, (ago(0), 2000), TODAY)
	assert same == services_due([ServiceRecord("Oil", ago(100), 1000)], rule, [(ago(50), 2000)], TODAY)[0]
