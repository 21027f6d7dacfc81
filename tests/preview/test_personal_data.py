"""What is held of a person is handed out as a whole, and after erasing it is nowhere: not in a table, not in a file."""

import json

import pytest

from hosts import CallFailed
from workshop_crm.core.privacy.export import BY_CUSTOMER
from workshop_crm.preview import records
from workshop_crm.preview.schema.doctypes import doctypes
from workshop_crm.preview.surveys import photos

NAME, NAME_AR = "Zubaida Almoushaiti", "زبيدة المشيطي"
PRIVATE = (
	"Zubaida",
	"Almoushaiti",
	"زبيدة",
	"المشيطي",
	"551112233",
	"zubaida@example.com",
	"Tharwat",
	"559876543",
	"behind the mosque",
	"Brother of the baker",
	"pay on Thursday",
	"smelled of petrol",
)


@pytest.fixture
def person(call, new_customer, sell, worker, clock) -> str:
	"""Somebody who left a trace in every table."""
	customer = new_customer(
		name=NAME,
		name_ar=NAME_AR,
		phone="0551112233",
		email="zubaida@example.com",
		emergency_contact={"name": "Tharwat", "phone": "0559876543"},
		service_preferences={"remarks": "Parks behind the mosque"},
		customer_notes="<p>Brother of the baker</p>",
	)
	car = call("vehicles.add_vehicle", customer=customer, values={"plate": "ABJ 1234"})["vehicle"]
	sell(customer, vehicle=car, odometer=1500)
	call(
		"messaging.add_interaction",
		customer=customer,
		values={"kind": "Call", "text": "Will pay on Thursday"},
	)
	worker.run_due()
	token = call("messaging.messages")["messages"][0]["link"].rsplit("/s/", 1)[1]
	answers = {"rating": 1, "recommend": 0, "comment": "The seats smelled of petrol"}
	call("surveys.answer", token=token, answers=answers)
	clock.pass_time(minutes=1)
	worker.run_due()
	return customer


@pytest.fixture
def dump(workshop):
	def read() -> str:
		with workshop.open() as connection:
			return "\n".join(connection.iterdump())

	return read


def found(text: str) -> list[str]:
	return [word for word in PRIVATE if word in text]


def erase(call, customer: str) -> dict:
	return call("privacy.erase", customer=customer, confirm=customer)


def test_the_test_looks_for_words_that_are_there_before(person, dump):
	assert found(dump()) == list(PRIVATE)


def test_the_export_has_a_list_for_every_table_of_the_person(call, person, dump):
	export = call("privacy.export", customer=person)
	assert found(json.dumps(export, ensure_ascii=False)) == list(PRIVATE)
	assert export["person"]["phone"] == "+966551112233"
	assert [car["plate_latin"] for car in export["vehicles"]] == ["ABJ 1234"]
	(visit,) = export["visits"]
	assert (visit["total"], visit["items"][0]["item_code"], visit["items"][0]["rate"]) == (
		460.0,
		"LAB-HOUR",
		400.0,
	)
	assert export["preferences"] == {"remarks": "Parks behind the mosque"}
	assert {answer["question_id"] for answer in export["survey_answers"][0]["answers"]} >= {
		"rating",
		"comment",
	}
	lists = (
		"channels",
		"points",
		"messages",
		"interactions",
		"survey_invitations",
		"follow_ups",
		"analytics",
	)
	assert [name for name in lists if not export[name]] == []


def test_no_table_with_customers_is_forgotten_by_the_export():
	exported = {source.doctype for source in BY_CUSTOMER.values()}
	exported |= {
		"Customer",
		"Customer Communication Channel",
		"Contact Phone",
		"Customer Vehicle",
		"Vehicle",
		"Sales Invoice",
	}
	holding = {
		doctype.name
		for doctype in doctypes().values()
		if any(field.options == "Customer" for field in doctype.fields)
		or doctype.name in doctypes()["Customer"].tables.values()
	}
	assert {"Sales Invoice", "Customer Message", "Customer Vehicle"} < holding
	assert holding - exported == set()


def test_numbers_beside_the_main_one_are_handed_out_and_erased(call, workshop, new_customer, dump):
	customer = new_customer()
	with workshop.writing() as connection:
		rows = [{"phone": "+966112223333"}]
		records.add_rows(connection, "Customer", customer, "phone_nos", rows, workshop.clock())
	assert call("privacy.export", customer=customer)["contacts"] == [{"phone_nos": rows}]
	call("privacy.erase", customer=customer, confirm=customer)
	assert "112223333" not in dump()


def test_after_erasing_no_table_holds_a_word_of_the_person(call, person, worker, dump):
	answer = erase(call, person)
	assert found(dump()) == []
	worker.run_due()
	assert found(dump()) == []
	assert answer["customer"] == person
	assert answer["erased"] == {
		"channels": 1,
		"consent_events": 0,
		"messages": 1,
		"interactions": 1,
		"survey_answers": 3,
		"survey_comments": 1,
		"survey_links": 0,
		"follow_ups": 1,
		"vehicles": 1,
	}


def test_after_erasing_no_file_holds_a_word_of_the_person(workshop, call, person, worker):
	erase(call, person)
	worker.run_due()
	files = [path for path in workshop.data.parent.iterdir() if path.is_file()]
	assert workshop.data in files
	assert workshop.index_path in files
	for path in files:
		assert found(path.read_bytes().decode("utf-8", "replace")) == [], path.name


def test_the_invoice_its_points_and_the_score_stay_without_the_person(call, person, rows):
	before = rows('SELECT * FROM "tabSales Invoice"'), rows('SELECT * FROM "tabLoyalty Point Entry"')
	scores = rows('SELECT score, rating FROM "tabSurvey Response"')
	erase(call, person)
	assert (
		rows('SELECT * FROM "tabSales Invoice"'),
		rows('SELECT * FROM "tabLoyalty Point Entry"'),
	) == before
	assert rows('SELECT score, rating FROM "tabSurvey Response"') == scores
	profile = call("profile.get_profile", customer=person)
	assert (profile["disabled"], profile["visit_count"]) == (True, 1)
	assert profile["satisfaction"]["open_follow_ups"] == []


def test_the_car_is_nobodys_and_can_go_to_the_next_owner(call, person, new_customer):
	erase(call, person)
	read = call("vehicles.read_plate", text="ABJ 1234")
	assert (bool(read["vehicle"]), read["owner"]) == (True, None)
	other = new_customer(name="Majed Alsadhan", phone="0557654321")
	assert (
		call("vehicles.add_vehicle", customer=other, values={"plate": "ABJ 1234"})["vehicle"]
		== read["vehicle"]
	)


def test_a_record_that_is_named_after_the_person_gets_another_name(workshop, call, worker, dump, rows):
	with workshop.writing() as connection:
		connection.execute(
			"""INSERT INTO tabCustomer (name, customer_name, imported)
			VALUES ('Zubaida Almoushaiti', 'Zubaida Almoushaiti', 1)"""
		)
	line = {"item": "LAB-HOUR", "qty": 1, "rate": 400}
	call("visits.complete", customer=NAME, lines=[line], idempotency_key="key")
	worker.run_due()
	answer = erase(call, NAME)
	worker.run_due()
	assert answer["customer"] == "CUST-00001"
	assert found(dump()) == []
	assert call("profile.get_profile", customer="CUST-00001")["visit_count"] == 1
	assert call("loyalty.account", customer="CUST-00001")["balance"] > 0
	assert rows("PRAGMA foreign_key_check") == []
	with pytest.raises(CallFailed) as gone:
		call("profile.get_profile", customer=NAME)
	assert gone.value.status == 404


def test_the_ledger_of_points_stays_closed_but_for_its_customer_and_what_was_written_of_them(
	workshop, call, person
):
	with workshop.open() as connection:
		columns = [
			row["name"]
			for row in connection.execute("SELECT * FROM pragma_table_info('tabLoyalty Point Entry')")
		]
	for column in set(columns) - {"customer", "entry_reason"}:
		with pytest.raises(Exception, match="append-only"), workshop.writing() as connection:
			connection.execute(f'UPDATE "tabLoyalty Point Entry" SET {column} = {column}')


def test_without_the_very_id_nothing_is_erased(call, person, dump):
	before = dump()
	for confirm in ("", person.lower(), f"{person} "):
		with pytest.raises(CallFailed, match=person) as refused:
			call("privacy.erase", customer=person, confirm=confirm)
		assert refused.value.status == 417
	assert dump() == before


def test_an_erasing_that_breaks_in_the_middle_erases_nothing(client, person, dump, monkeypatch):
	from workshop_crm.preview.privacy import erasure

	before = dump()
	monkeypatch.setattr(erasure, "empty_customer", lambda *arguments: 1 / 0)
	request = {"customer": person, "confirm": person}
	path = "/api/method/workshop_crm.api.privacy.erase"
	assert client.post(path, json=request, base_url="http://127.0.0.1").status_code == 500
	assert dump() == before


def test_erasing_twice_does_no_harm(call, person, rows):
	erase(call, person)
	before = rows("SELECT * FROM tabCustomer")
	assert set(erase(call, person)["erased"].values()) <= {0, 1}
	assert rows("SELECT * FROM tabCustomer") == before


def test_an_unanswered_link_is_closed_and_a_message_that_waits_is_not_sent(
	workshop, call, new_customer, sell, worker, rows
):
	with workshop.writing() as connection:
		delayed = {"delay_minutes": 30}
		records.update_where(connection, "Survey Trigger", {"enabled": 1}, delayed, workshop.clock())
	customer = new_customer()
	sell(customer)
	worker.run_due()
	assert rows('SELECT status FROM "tabSurvey Invitation"') == [{"status": "Scheduled"}]
	erase(call, customer)
	workshop.clock.pass_time(hours=1)
	worker.run_due()
	assert rows('SELECT status FROM "tabSurvey Invitation"') == [{"status": "Expired"}]
	assert rows('SELECT * FROM "tabCustomer Message"') == []


def test_photos_are_erased_with_their_person_and_nobody_elses(call, person, workshop, rows):
	(response,) = rows('SELECT name FROM "tabSurvey Response"')
	for name in (response["name"], "SVR-OTHER"):
		photos.keep(workshop.data, name, {"damage": [b"seats"]})
	shown = call("surveys.photos", response=response["name"])
	assert [photo["name"] for photo in shown] == ["damage-1.jpg"]
	assert call("privacy.export", customer=person)["survey_answers"][0]["photos"] == shown
	erase(call, person)
	assert [path.name for path in photos.folder(workshop.data).iterdir()] == ["SVR-OTHER"]


def test_the_due_services_of_the_person_alone_are_forgotten_at_once(call, new_customer, sell, worker, rows):
	item = next(one["item"] for one in call("visits.options")["items"] if one["service_type"] == "Oil Change")
	people = [new_customer(), new_customer()]
	for number, customer in enumerate(people):
		values = {"plate": f"ABJ 10{number}"}
		car = call("vehicles.add_vehicle", customer=customer, values=values)["vehicle"]
		sell(customer, vehicle=car, lines=[{"item": item, "qty": 1, "rate": 100}])
	worker.run_due()
	erase(call, people[0])
	assert rows('SELECT customer FROM "tabVehicle Service Due"') == [{"customer": people[1]}]
	queued = "SELECT subject FROM \"tabBackground Job\" WHERE kind = 'keep services due' AND state = 'Queued'"
	assert rows(queued) == []
