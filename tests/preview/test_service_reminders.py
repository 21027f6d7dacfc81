"""Reminders that the daily job writes; their rule stands in the settings, which have no form in the preview."""

from datetime import date, datetime, time, timedelta

import pytest

from workshop_crm.preview import records
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.settings import change_settings
from workshop_crm.preview.vehicles import service_reminders

REMINDERS = """SELECT reference_name, status, error, text, date(creation) AS day FROM "tabCustomer Message"
	WHERE purpose = 'Service Reminder' ORDER BY creation, name"""
# Six months after the oil was changed, less a week.
FIRST_DAY = date(2026, 9, 3)


@pytest.fixture
def rule(workshop):
	def change(**values) -> None:
		with workshop.writing() as connection:
			change_settings(connection, **{"service_reminders": True, **values})

	return change


@pytest.fixture
def serviced_car(call, sell, worker):
	"""A car whose oil is changed today."""

	def make(customer: str, plate: str = "ABJ 1234") -> str:
		car = call(
			"vehicles.add_vehicle",
			customer=customer,
			values={"plate": plate, "make": "Toyota", "model": "Camry"},
		)["vehicle"]
		change_oil(call, sell, customer, car)
		return car

	return make


def change_oil(call, sell, customer: str, car: str) -> None:
	item = next(one["item"] for one in call("visits.options")["items"] if one["service_type"] == "Oil Change")
	sell(customer, vehicle=car, lines=[{"item": item, "qty": 1, "rate": 100}])


@pytest.fixture
def days_until(clock, workshop, rows):
	"""Lets the days pass, each with its job twice from shortly before the first reminder on, and returns the reminders."""

	def live(day: date) -> list[dict]:
		clock.now = max(clock.now, datetime.combine(min(day, FIRST_DAY) - timedelta(days=2), time(9)))
		while clock.now.date() < day:
			clock.pass_time(days=1)
			with workshop.writing() as connection:
				messages.withdraw_expired(connection, clock.now)
			for _ in range(2):
				service_reminders.remind_due(workshop)
		return rows(REMINDERS)

	return live


def test_each_day_begins_with_the_job(rule, new_customer, serviced_car, clock, worker, rows):
	rule()
	serviced_car(new_customer())
	clock.now = datetime.combine(FIRST_DAY, time(9))
	worker.begin_day()
	worker.run_due()
	assert len(rows(REMINDERS)) == 1


def test_one_reminder_goes_a_week_before_and_none_after_it(rule, new_customer, serviced_car, days_until):
	rule()
	car = serviced_car(new_customer())
	assert days_until(date(2026, 9, 2)) == []
	(reminder,) = days_until(FIRST_DAY)
	assert (reminder["reference_name"], reminder["status"]) == (car, "Outbox")
	assert "Toyota Camry" in reminder["text"]
	(same,) = days_until(date(2026, 10, 10))
	assert same["status"] == "Withdrawn"


def test_nobody_is_reminded_while_the_rule_is_off(new_customer, serviced_car, days_until):
	serviced_car(new_customer())
	assert days_until(date(2026, 9, 20)) == []


@pytest.mark.parametrize(("switched_on", "reminded"), [(date(2026, 9, 17), 1), (date(2026, 9, 18), 0)])
def test_switched_on_late_it_reminds_of_what_was_due_lately_alone(
	rule, new_customer, serviced_car, days_until, clock, switched_on, reminded
):
	serviced_car(new_customer())
	clock.now = datetime.combine(switched_on, time(9)) - timedelta(days=1)
	rule()
	assert len(days_until(switched_on)) == reminded


def test_a_car_that_came_is_not_reminded_any_more(call, rule, new_customer, serviced_car, sell, days_until):
	rule()
	customer = new_customer()
	car = serviced_car(customer)
	days_until(FIRST_DAY)
	change_oil(call, sell, customer, car)
	(reminder,) = days_until(date(2026, 9, 4))
	assert reminder["status"] == "Withdrawn"
	assert reminder["error"].startswith("The car was here")


def test_a_customer_with_many_cars_gets_no_more_than_the_rule_allows(
	rule, new_customer, serviced_car, days_until
):
	rule(reminder_cap_count=2)
	customer = new_customer()
	for number in range(4):
		serviced_car(customer, f"ABJ 10{number}0")
	assert len(days_until(date(2026, 9, 10))) == 2


def test_a_customer_who_wants_no_messages_is_not_reminded(call, rule, new_customer, serviced_car, days_until):
	rule()
	customer = new_customer()
	serviced_car(customer)
	call("messaging.stop", customer=customer)
	assert days_until(date(2026, 9, 20)) == []


def test_a_reminder_by_hand_stands_for_the_one_by_the_rule(
	call, rule, new_customer, serviced_car, days_until
):
	rule()
	car = serviced_car(new_customer())
	days_until(date(2026, 8, 25))
	call("messaging.mark_sent", message=call("vehicles.remind", vehicle=car)["message"])
	assert len(days_until(date(2026, 9, 25))) == 1


def test_a_reminder_that_failed_is_written_anew_on_the_same_day_and_holds_nothing_back(
	call, new_customer, serviced_car, worker, workshop, clock
):
	car = serviced_car(new_customer())
	worker.run_due()
	clock.now = datetime.combine(FIRST_DAY, time(9))
	first = call("vehicles.remind", vehicle=car)["message"]
	assert call("vehicles.reminder_question", vehicles=[car])["going"] == 0
	with workshop.writing() as connection:
		records.update(connection, messages.MESSAGE, first, {"status": "Failed"}, clock.now)
	assert call("vehicles.reminder_question", vehicles=[car])["going"] == 1
	second = call("vehicles.remind", vehicle=car)
	assert second["message"] != first
	assert call("vehicles.remind", vehicle=car) == second


def test_a_run_for_one_service_writes_about_that_service(
	call, new_customer, serviced_car, sell, worker, rows, clock
):
	customer = new_customer()
	car = serviced_car(customer)
	item = next(one["item"] for one in call("visits.options")["items"] if one["service_type"] == "Brakes")
	sell(customer, vehicle=car, lines=[{"item": item, "qty": 1, "rate": 100}])
	worker.run_due()
	clock.now = datetime(2027, 9, 1, 9)
	assert call("vehicles.due")["rows"][0]["service_type"] == "Oil Change"
	call("vehicles.remind_many", vehicles=[car], service_type="Brakes", key="run")
	worker.run_due()
	(run,) = call("messaging.runs", kind="Service Reminder")["runs"]
	assert (run["written"], run["left_out"]) == (1, [])
	(reminder,) = rows(REMINDERS)
	assert "الفرامل" in reminder["text"]
	assert "الزيت" not in reminder["text"]


@pytest.mark.parametrize(
	("late", "named", "not_named"), [("30", "التكييف", "الزيت"), ("365", "الزيت", "التكييف")]
)
def test_a_run_reminds_of_the_service_that_the_list_shows(
	call, new_customer, serviced_car, sell, worker, rows, clock, late, named, not_named
):
	customer = new_customer()
	car = serviced_car(customer)
	items = call("visits.options")["items"]
	item = next(one["item"] for one in items if one["service_type"] == "Air Conditioning")
	sell(customer, vehicle=car, lines=[{"item": item, "qty": 1, "rate": 100}])
	worker.run_due()
	clock.now = datetime(2027, 3, 20, 9)
	call("vehicles.remind_many", late=late, key="run")
	worker.run_due()
	(reminder,) = rows(REMINDERS)
	assert named in reminder["text"]
	assert not_named not in reminder["text"]


def test_of_a_run_what_went_by_another_channel_counts_there(
	call, new_customer, serviced_car, worker, rows, clock, workshop
):
	car = serviced_car(new_customer())
	worker.run_due()
	clock.now = datetime(2027, 9, 1, 9)
	call("vehicles.remind_many", vehicles=[car], key="run")
	worker.run_due()
	(reminder,) = rows('SELECT * FROM "tabCustomer Message" WHERE run IS NOT NULL')
	with workshop.writing() as connection:
		records.update(connection, "Customer Message", reminder["name"], {"status": "Failed"}, clock.now)
		shared = {field: reminder[field] for field in ("customer", "direction", "run", "text")}
		instead = {**shared, "fallback_of": reminder["name"], "status": "Sent", "message_key": "instead"}
		records.insert(connection, "Customer Message", instead, clock.now)
	(run,) = call("messaging.runs", kind="Service Reminder")["runs"]
	assert (run["sent"], run["failed"]) == (1, 0)
