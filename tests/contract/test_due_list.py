"""The list of all cars that need a service, kept up to date by what happens to them."""

import csv
from datetime import date, timedelta
from itertools import pairwise

import pytest

from factories import random_plate
from hosts import CallFailed


@pytest.fixture
def worn_car(host, create_customer, create_vehicle, complete_service, line_of, listed_car):
	"""A customer whose car has been driven further since its oil change than the oil lasts."""

	def make(**customer) -> tuple[str, str]:
		made = create_customer(**customer)["customer"]
		car = create_vehicle(made, plate=random_plate(), make="Toyota", model="Camry")["vehicle"]
		complete_service(made, vehicle=car, odometer=1500, lines=[line_of("Oil Change")])
		host.call("vehicles.save_vehicle", vehicle=car, values={"odometer": 90_000})
		host.wait_until(lambda: listed_car(car), "the car being on the list")
		return made, car

	return make


@pytest.fixture
def listed_car(host):
	"""The row of a car on the list, None when it is not on it."""

	def find(car: str, **filters) -> dict | None:
		rows, total, offset = [], 1, 0
		while offset < total:
			page = host.call("vehicles.due", limit=500, offset=offset, **filters)
			rows, total, offset = [*rows, *page["rows"]], page["total"], offset + 500
		return next((row for row in rows if row["vehicle"] == car), None)

	return find


def test_a_row_says_what_the_profile_says(host, worn_car, listed_car, profile_of):
	customer, car = worn_car(name="Faisal Due", name_ar="فيصل")
	row = listed_car(car)
	(shown,) = profile_of(customer)["vehicles"]
	due = shown["service_due"][0]
	assert {key: row[key] for key in ("service_type", "due_on", "due_km", "status")} == {
		key: due[key] for key in ("service_type", "due_on", "due_km", "status")
	}
	assert (row["customer"], row["name"], row["name_ar"]) == (customer, "Faisal Due", "فيصل")
	assert row["car"] == "Toyota Camry"
	assert row["phone"]["e164"].startswith("+966")
	assert row["last_visit"] == host.call("session.context")["today"]
	assert row["reminder"] is None


def test_the_service_done_again_takes_the_car_off_the_list(
	host, worn_car, listed_car, complete_service, line_of
):
	customer, car = worn_car()
	complete_service(customer, vehicle=car, odometer=90_100, lines=[line_of("Oil Change")])
	host.wait_until(lambda: not listed_car(car), "the car leaving the list")


def test_a_car_that_was_sold_is_listed_with_its_new_owner(host, worn_car, listed_car, create_customer):
	_customer, car = worn_car()
	buyer = create_customer()["customer"]
	host.call("vehicles.sell_vehicle", vehicle=car, customer=buyer)
	host.wait_until(
		lambda: (row := listed_car(car)) and row["customer"] == buyer, "the car being the new owner's"
	)


def test_a_car_that_nobody_has_is_not_listed(host, worn_car, listed_car):
	_customer, car = worn_car()
	host.call("vehicles.end_ownership", vehicle=car)
	host.wait_until(lambda: not listed_car(car), "the car leaving the list")


def test_filters_leave_out_what_does_not_fit(host, worn_car, listed_car):
	_customer, car = worn_car()
	service = listed_car(car)["service_type"]
	other = next(
		one["name"] for one in host.call("vehicles.due")["options"]["services"] if one["name"] != service
	)
	assert listed_car(car, when="overdue", make="Toyota", service_type=service, late="30")
	assert not listed_car(car, when="soon")
	assert not listed_car(car, make="Nissan")
	assert not listed_car(car, service_type=other)


def test_parts_add_up_and_pages_hold_each_car_once(host, worn_car):
	worn_car()
	whole = host.call("vehicles.due", limit=500)
	assert whole["overdue"] + whole["soon"] == whole["total"] >= 1
	assert host.call("vehicles.due", when="overdue")["total"] == whole["overdue"]
	paged, offset = [], 0
	while offset < whole["total"]:
		paged += host.call("vehicles.due", limit=7, offset=offset)["rows"]
		offset += 7
	cars = [row["vehicle"] for row in paged]
	assert len(cars) == len(set(cars)) == whole["total"]
	# What was passed today by its odometer stands among what was due until yesterday.
	days = [date.fromisoformat(row["due_on"]) for row in paged]
	assert all(later >= earlier - timedelta(days=1) for earlier, later in pairwise(days))


def test_a_reminder_and_what_came_of_it_stand_in_the_row(host, worn_car, listed_car):
	_customer, car = worn_car()
	host.call("vehicles.remind", vehicle=car)
	today = host.call("session.context")["today"]
	reminder = listed_car(car)["reminder"]
	assert reminder["on"] == today
	assert reminder["outcome"] == "Outbox", "a visit earlier on the same day is no success"


def test_the_list_is_saved_as_a_file(host, worn_car):
	customer, _car = worn_car(name="=Rima Due")
	response = host.request("GET", "/api/method/workshop_crm.api.vehicles.export_due?kind=csv&when=overdue")
	# ERPNext may name a customer as they are called, so that their id is no formula either.
	rows = csv.reader(response.content.decode().splitlines())
	row = next(row for row in rows if row[0].removeprefix("'") == customer)
	assert row[1] == "'=Rima Due"
	assert "Oil Change" in row


@pytest.mark.parametrize("wrong", [{"when": "never"}, {"late": "12"}])
def test_a_part_that_there_is_not_is_refused(host, wrong):
	with pytest.raises(CallFailed):
		host.call("vehicles.due", **wrong)


def runs_of(host) -> list[dict]:
	return host.call("messaging.runs", kind="Service Reminder")["runs"]


class TestManyReminders:
	"""Reminders to many: asked first, then written by a job, never twice."""

	@pytest.fixture
	def finished(self, host):
		def wait(run: str) -> dict:
			def probe() -> dict | None:
				return next(
					(one for one in runs_of(host) if one["run"] == run and one["status"] == "Done"), None
				)

			return host.wait_until(probe, "the run being done")

		return wait

	def test_the_question_tells_what_the_run_then_does(self, host, worn_car, finished):
		_reachable, car = worn_car()
		_silent, other = worn_car(channels=[])
		cars = [car, other]
		asked = host.call("vehicles.reminder_question", vehicles=cars)
		assert (asked["total"], asked["going"]) == (2, 1)
		((reason, count),) = [(one["reason"], one["count"]) for one in asked["left_out"]]
		assert count == 1
		run = finished(host.call("vehicles.remind_many", vehicles=cars, key="many 1" + car)["run"])
		assert (run["total"], run["done"], run["written"], run["waiting"]) == (2, 2, 1, 1)
		assert run["left_out"] == [{"reason": reason, "count": 1}]

	def test_the_same_request_begins_nothing_and_a_new_one_writes_nothing_twice(
		self, host, worn_car, finished
	):
		customer, car = worn_car()
		key = "many 2" + car
		first = host.call("vehicles.remind_many", vehicles=[car], key=key)["run"]
		assert host.call("vehicles.remind_many", vehicles=[car], key=key)["run"] == first
		finished(first)
		assert host.call("vehicles.reminder_question", vehicles=[car])["going"] == 0
		second = finished(host.call("vehicles.remind_many", vehicles=[car], key=key + "b")["run"])
		assert second["written"] == 0
		messages = host.call("messaging.messages", customer=customer)["messages"]
		assert len([one for one in messages if one["template"] == "Service reminder"]) == 1

	def test_the_limit_of_a_customer_holds_within_a_run(
		self, host, worn_car, create_vehicle, complete_service, line_of, listed_car, finished
	):
		customer, car = worn_car()
		cars = [car]
		for _ in range(2):
			another = create_vehicle(customer, plate=random_plate())["vehicle"]
			complete_service(customer, vehicle=another, odometer=1500, lines=[line_of("Oil Change")])
			host.call("vehicles.save_vehicle", vehicle=another, values={"odometer": 90_000})
			host.wait_until(lambda vehicle=another: listed_car(vehicle), "the car being on the list")
			cars.append(another)
		assert host.call("vehicles.reminder_question", vehicles=cars)["going"] == 2
		run = finished(host.call("vehicles.remind_many", vehicles=cars, key="many 3" + car)["run"])
		assert run["written"] == 2

	@pytest.mark.parametrize("wrong", [{"vehicles": []}, {"vehicles": [1]}])
	def test_nobody_is_refused(self, host, wrong):
		with pytest.raises(CallFailed):
			host.call("vehicles.reminder_question", **wrong)
		with pytest.raises(CallFailed):
			host.call("vehicles.remind_many", key="many 4", **wrong)

	def test_filters_that_leave_nobody_send_nothing(self, host):
		asked = host.call("vehicles.reminder_question", make="No such make")
		assert (asked["total"], asked["going"]) == (0, 0)
		with pytest.raises(CallFailed, match="Nobody is chosen"):
			host.call("vehicles.remind_many", key="many 6", make="No such make")

	def test_a_run_without_a_key_is_refused(self, host, worn_car):
		_customer, car = worn_car()
		with pytest.raises(CallFailed):
			host.call("vehicles.remind_many", vehicles=[car], key="")

	def test_what_is_over_cannot_be_stopped(self, host, worn_car, finished):
		_customer, car = worn_car(channels=[])
		run = host.call("vehicles.remind_many", vehicles=[car], key="many 5" + car)["run"]
		assert not finished(run)["can_stop"]
		with pytest.raises(CallFailed):
			host.call("messaging.stop_run", run=run)

	def test_stopping_withdraws_what_waits_and_nothing_else(self, host, worn_car, finished):
		(customer, car), (other, other_car) = worn_car(), worn_car()
		run = host.call("vehicles.remind_many", vehicles=[car, other_car], key="many 7" + car)["run"]
		assert finished(run)["can_stop"]

		def reminder_of(whose: str) -> dict:
			messages = host.call("messaging.messages", customer=whose)["messages"]
			return next(one for one in messages if one["template"] == "Service reminder")

		host.call("messaging.mark_sent", message=reminder_of(customer)["message"])
		answer = host.call("messaging.stop_run", run=run)
		assert (answer["status"], answer["not_sent"], answer["left"]) == ("Stopped", 1, 1)
		assert (reminder_of(customer)["status"], reminder_of(other)["status"]) == ("Sent", "Withdrawn")
		assert "stopped" in reminder_of(other)["reason"]
		with pytest.raises(CallFailed):
			host.call("messaging.stop_run", run=run)
