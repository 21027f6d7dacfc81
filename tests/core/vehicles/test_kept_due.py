"""What is kept of services due gives the same list as working it out anew for each car."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.vehicles.due_list import (
	CAME_WITHIN,
	LATE,
	DueArguments,
	DueFilters,
	LastReminder,
	conditions,
	outcome,
	reminder_of_run,
)
from workshop_crm.core.vehicles.kept_due import KeptCar, changes, kept_rows
from workshop_crm.core.vehicles.service_due import SOON, CarVisit, Interval, next_services

TODAY = date(2026, 11, 30)
SOON_UNTIL = TODAY + SOON + timedelta(days=1)
CAR = KeptCar("CAR", "CUST", "Toyota", date(2026, 1, 1), "Main", "Workshop")
INTERVALS = {"Oil": Interval(10_000, 6), "Brakes": Interval(40_000, None), "Tyres": Interval(None, 24)}
OPERATORS = {
	"=": lambda a, b: a == b,
	">": lambda a, b: a > b,
	"<=": lambda a, b: a <= b,
	"in": lambda a, b: a in b,
}

visits = st.lists(
	st.builds(
		CarVisit,
		st.just("CUST"),
		st.dates(TODAY - timedelta(days=900), TODAY),
		st.sampled_from([*INTERVALS, None]),
		st.one_of(st.none(), st.integers(0, 90_000)),
	),
	min_size=1,
	max_size=8,
)


def _fits(row: dict, filters: DueFilters, today: date) -> bool:
	return all(
		OPERATORS[operator](row[field], value) for field, operator, value in conditions(filters, today)
	)


@given(visits)
def test_overdue_on_the_list_is_overdue_on_the_profile(history):
	due = {one.service_type: one for one in next_services(history, INTERVALS, None, TODAY)}
	rows = kept_rows(CAR, due.values(), TODAY)
	assert {row["service_type"] for row in rows} == {name for name, one in due.items() if one.due_on}
	for row in rows:
		status = due[row["service_type"]].status
		for when in ("overdue", "soon"):
			filters = DueFilters(when, None, row["service_type"])
			assert _fits(row, filters, TODAY) == (status == when)


@given(visits)
def test_what_was_kept_earlier_is_still_right_later(history):
	"""Only a distance that was passed on the day itself is kept a day earlier."""
	kept = kept_rows(CAR, next_services(history, INTERVALS, None, TODAY), TODAY)
	later = TODAY + timedelta(days=40)
	anew = kept_rows(CAR, next_services(history, INTERVALS, None, later), later)
	assert [row["due_on"] for row in kept] == [row["due_on"] for row in anew]
	assert all(
		_fits(row, DueFilters("overdue", None, row["service_type"]), later)
		== _fits(new, DueFilters("overdue", None, row["service_type"]), later)
		for row, new in zip(kept, anew, strict=True)
	)


@given(visits, st.sampled_from([*LATE.values()]))
def test_a_car_is_listed_once_with_its_most_urgent_service_that_has_not_lapsed(history, late):
	rows = kept_rows(CAR, next_services(history, INTERVALS, None, TODAY), TODAY)
	after = date.min if late is None else TODAY - timedelta(days=late)
	wanted = sorted(row["overdue_from"] for row in rows if after < row["overdue_from"] <= SOON_UNTIL)
	listed = {
		when: [row["overdue_from"] for row in rows if _fits(row, DueFilters(when, late), TODAY)]
		for when in ("all", "overdue", "soon")
	}
	assert listed["all"] == wanted[:1]
	assert sorted(listed["overdue"] + listed["soon"]) == listed["all"], "each part has its own cars"


@given(visits, st.sampled_from([*LATE]), st.sampled_from(["all", "overdue", "soon"]))
def test_a_run_reminds_of_the_service_with_which_the_car_is_on_the_list(history, late, when):
	due = next_services(history, INTERVALS, None, TODAY)
	filters = DueArguments(when=when, late=late).read()
	for row in kept_rows(CAR, due, TODAY):
		if _fits(row, filters, TODAY):
			reminder = reminder_of_run(due, {"service_type": None, "late": filters.late}, TODAY)
			assert (reminder.services[0], reminder.due_on) == (row["service_type"], row["due_on"])


def test_a_run_begun_before_its_lateness_was_kept_reminds_as_the_list_shows_at_first():
	due = next_services([CarVisit("CUST", date(2025, 1, 1), "Oil", None)], INTERVALS, None, TODAY)
	for late in (None, "", "30"):
		assert reminder_of_run(due, {"service_type": "", "late": late}, TODAY).services == ("Oil",)


def test_a_service_that_has_lapsed_hides_nothing_that_the_car_needs_next_week():
	history = [
		CarVisit("CUST", date(2023, 10, 1), "Tyres", None),
		CarVisit("CUST", date(2026, 6, 7), "Oil", None),
	]
	rows = kept_rows(CAR, next_services(history, INTERVALS, None, TODAY), TODAY)

	def listed(**asked):
		return [row["service_type"] for row in rows if _fits(row, DueArguments(**asked).read(), TODAY)]

	assert listed() == listed(when="soon") == ["Oil"]
	assert listed(when="overdue") == []
	assert listed(late="all") == ["Tyres"]


@given(visits, visits)
def test_changes_bring_what_is_stored_to_what_is_wanted(before, after):
	stored = kept_rows(CAR, next_services(before, INTERVALS, None, TODAY), TODAY)
	wanted = kept_rows(CAR, next_services(after, INTERVALS, None, TODAY), TODAY)
	rows = {f"row {number}": {"name": f"row {number}", **row} for number, row in enumerate(stored)}
	found = changes(rows.values(), wanted)
	for name in found.deleted:
		del rows[name]
	for name, values in found.changed.items():
		rows[name].update(values)
	result = [{field: value for field, value in row.items() if field != "name"} for row in rows.values()]
	result += found.added

	def order(row):
		return row["service_type"]

	assert sorted(result, key=order) == sorted(wanted, key=order)
	again = changes([{"name": "x", **row} for row in wanted], wanted)
	assert (again.added, again.changed, again.deleted) == ([], {}, [])


def test_a_car_that_is_later_than_asked_for_is_left_out():
	(row,) = kept_rows(
		CAR,
		next_services([CarVisit("CUST", date(2025, 1, 1), "Oil", None)], INTERVALS, None, TODAY),
		TODAY,
	)
	assert not _fits(row, DueArguments().read(), TODAY)
	assert _fits(row, DueArguments(late="all").read(), TODAY)


def test_a_visit_soon_after_the_reminder_is_its_success():
	reminder = LastReminder(TODAY, "Delivered", "WhatsApp", has_left=True)
	assert outcome(reminder, None) == outcome(reminder, TODAY - timedelta(days=1)) == "Delivered"
	assert outcome(reminder, TODAY) == "Delivered", "the visit may have been before the reminder"
	assert outcome(reminder, TODAY + timedelta(days=1)) == outcome(reminder, TODAY + CAME_WITHIN) == "Came"
	assert outcome(reminder, TODAY + CAME_WITHIN + timedelta(days=1)) == "Delivered"


def test_nobody_comes_because_of_a_reminder_that_has_not_left():
	reminder = LastReminder(TODAY, "Failed", "SMS", has_left=False)
	assert outcome(reminder, TODAY + timedelta(days=1)) == "Failed"


def test_an_opt_out_after_a_reminder_is_told_unless_the_customer_came():
	reminder = LastReminder(TODAY, "Read", "SMS", has_left=True, opted_out=True)
	assert outcome(reminder, None) == "Opted Out"
	assert outcome(reminder, TODAY + timedelta(days=1)) == "Came"
