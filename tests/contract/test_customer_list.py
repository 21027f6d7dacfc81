"""Customers by what speaks for a call or a message, and a message to many of them."""

import csv

import pytest

from factories import random_plate
from hosts import CallFailed

TEMPLATE = "Invitation to come back"


@pytest.fixture
def names_of(host):
	"""The customers of the list under some filters, from all its pages."""

	def names(**filters) -> list[str]:
		found, total = [], 1
		while len(found) < total:
			page = host.call("customers.listed", limit=500, offset=len(found), **filters)
			found, total = [*found, *(row["customer"] for row in page["rows"])], page["total"]
		return found

	return names


@pytest.fixture
def template(host):
	"""One that can go to many."""
	offered = host.call("customers.message_templates")["templates"]
	return next(one["template"] for one in offered if one["template"] == TEMPLATE)


@pytest.fixture
def finished(host):
	def wait(run: str) -> dict:
		def probe() -> dict | None:
			runs = host.call("messaging.runs", kind="Message")["runs"]
			return next((one for one in runs if one["run"] == run and one["status"] == "Done"), None)

		return host.wait_until(probe, "the run being done")

	return wait


def test_all_enabled_customers_are_listed_once_by_name(host, create_customer, names_of):
	made = create_customer(name="Zahra Listed", name_ar="زهرة")["customer"]
	everybody = names_of()
	assert made in everybody
	assert len(everybody) == len(set(everybody))


def test_the_filter_of_due_services_agrees_with_their_list(
	host, create_customer, create_vehicle, complete_service, line_of, names_of
):
	customer = create_customer()["customer"]
	car = create_vehicle(customer, plate=random_plate(), make="Lexus")["vehicle"]
	complete_service(customer, vehicle=car, odometer=1500, lines=[line_of("Oil Change")])
	assert customer not in names_of(due=True)
	host.call("vehicles.save_vehicle", vehicle=car, values={"odometer": 90_000})
	host.wait_until(lambda: customer in names_of(due=True), "the customer being listed")
	assert customer in names_of(due=True, make="Lexus")
	assert customer not in names_of(due=True, make="Toyota")
	rows = host.call("customers.listed", due=True, make="Lexus", limit=500)["rows"]
	row = next(row for row in rows if row["customer"] == customer)
	assert (row["service"], row["due_on"]) == ("Oil Change", host.call("session.context")["today"])
	whole, owners, total = names_of(due=True), set(), 1
	offset = 0
	while offset < total:
		page = host.call("vehicles.due", limit=500, offset=offset)
		owners |= {row["customer"] for row in page["rows"]}
		total, offset = page["total"], offset + 500
	assert set(whole) == owners


def test_a_make_and_a_due_service_are_of_one_car(
	host, create_customer, create_vehicle, complete_service, line_of, names_of
):
	customer = create_customer()["customer"]
	car = create_vehicle(customer, plate=random_plate(), make="Lexus")["vehicle"]
	create_vehicle(customer, plate=random_plate(), make="Honda")
	complete_service(customer, vehicle=car, odometer=1500, lines=[line_of("Oil Change")])
	host.call("vehicles.save_vehicle", vehicle=car, values={"odometer": 90_000})
	host.wait_until(lambda: customer in names_of(due=True, make="lexus"), "the customer being listed")
	assert customer in names_of(make="Honda")
	assert customer not in names_of(due=True, make="Honda")
	assert "Honda" in host.call("customers.listed")["options"]["makes"]


def test_customers_at_risk_are_those_of_the_dashboard(host, names_of):
	page = host.call("analytics.customers", segment="High Risk", limit=500)
	assert set(names_of(at_risk=True)) == {row["customer"] for row in page["customers"]}


def test_a_low_answer_makes_an_open_complaint_until_it_is_closed(host, names_of):
	cases = host.call("surveys.follow_ups")
	rows = cases["follow_ups"] if isinstance(cases, dict) else cases
	open_now = {row["customer"] for row in rows if row.get("status", "Open") not in ("Closed", "Resolved")}
	assert open_now <= set(names_of(complaint=True))


def test_last_visits_are_asked_for_by_their_days(host, names_of):
	today = host.call("session.context")["today"]
	early = set(names_of(visited_to="2001-01-01"))
	known = set(names_of(visited_to=today))
	assert early == set()
	assert known
	with pytest.raises(CallFailed):
		host.call("customers.listed", visited_from=today, visited_to="2001-01-01")


def test_the_list_is_saved_as_a_file(host, create_customer):
	customer = create_customer(name="@Hala Listed")["customer"]
	response = host.request("GET", "/api/method/workshop_crm.api.customers.export_list?kind=csv")
	# ERPNext may name a customer as they are called, so that their id is no formula either.
	rows = csv.reader(response.content.decode().splitlines())
	row = next(row for row in rows if row[0].removeprefix("'") == customer)
	assert row[1] == "'@Hala Listed"


class TestMessageToMany:
	def test_the_question_tells_what_the_run_then_does(self, host, create_customer, template, finished):
		told = create_customer(name="Amal Many")["customer"]
		silent = create_customer(channels=[])["customer"]
		asked = host.call("customers.message_question", template=template, customers=[told, silent])
		assert (asked["total"], asked["going"]) == (2, 1)
		started = host.call(
			"customers.message_many", template=template, customers=[told, silent], key="bulk 1" + told
		)
		run = finished(started["run"])
		assert (run["total"], run["written"], run["template"]) == (2, 1, template)
		assert run["left_out"] == asked["left_out"]
		(message,) = host.call("messaging.messages", customer=told)["messages"]
		assert message["template"] == template
		assert "{" not in message["text"]
		assert host.call("messaging.messages", customer=silent)["messages"] == []

	def test_nobody_gets_the_same_message_twice(self, host, create_customer, template, finished):
		told = create_customer()["customer"]
		asked = {"template": template, "customers": [told]}
		first = host.call("customers.message_many", key="bulk 2" + told, **asked)["run"]
		assert host.call("customers.message_many", key="bulk 2" + told, **asked)["run"] == first
		finished(first)
		assert host.call("customers.message_question", **asked)["going"] == 0
		assert (
			finished(host.call("customers.message_many", key="bulk 3" + told, **asked)["run"])["written"] == 0
		)
		assert len(host.call("messaging.messages", customer=told)["messages"]) == 1

	def test_who_has_opted_out_gets_nothing(self, host, create_customer, template, finished):
		told = create_customer()["customer"]
		host.call("messaging.stop", customer=told)
		asked = {"template": template, "customers": [told]}
		assert host.call("customers.message_question", **asked)["going"] == 0
		run = host.call("customers.message_many", key="bulk 4" + told, **asked)["run"]
		assert finished(run)["written"] == 0

	@pytest.mark.parametrize("wrong", ["Service reminder", "Survey invitation", "No such template"])
	def test_a_template_about_one_visit_goes_to_nobody(self, host, create_customer, wrong):
		customer = create_customer()["customer"]
		for method, more in (("message_question", {}), ("message_many", {"key": "bulk 5" + customer})):
			with pytest.raises(CallFailed):
				host.call(f"customers.{method}", template=wrong, customers=[customer], **more)

	def test_templates_are_shown_in_both_languages(self, host, template):
		offered = host.call("customers.message_templates")["templates"]
		texts = next(one["texts"] for one in offered if one["template"] == template)
		assert set(texts) == {"ar", "en"}
		assert all("{" not in text for text in texts.values())
