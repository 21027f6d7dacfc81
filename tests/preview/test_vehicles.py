"""A car has one owner at a time, its history stays, and its odometer runs forward."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest

from hosts import CallFailed
from workshop_crm.preview import records

NOW = datetime(2026, 3, 10, 9, 30)

WRONG_VIN = "JTDBE32K620012345"


@pytest.fixture
def seller(new_customer) -> str:
	return new_customer()


@pytest.fixture
def buyer(new_customer) -> str:
	return new_customer(name="Majed Alsadhan", name_ar="ماجد السدحان", phone="0557654321")


@pytest.fixture
def car(call, seller) -> str:
	return call("vehicles.add_vehicle", customer=seller, values={"plate": "ABJ 1234", "odometer": 5000})[
		"vehicle"
	]


@pytest.fixture
def the_car(call, car, seller):
	def read(customer: str = seller) -> dict:
		(found,) = call("profile.get_profile", customer=customer)["vehicles"]
		return found

	return read


def cars(call, customer: str) -> dict[str, bool]:
	vehicles = call("profile.get_profile", customer=customer)["vehicles"]
	return {car["vehicle"]: car["is_current"] for car in vehicles}


def test_a_car_of_somebody_else_is_a_conflict_that_names_plate_and_owner(call, car, buyer):
	with pytest.raises(CallFailed) as refused:
		call("vehicles.add_vehicle", customer=buyer, values={"plate": "ح ب أ ١٢٣٤"})
	assert refused.value.status == 409
	assert "ABJ 1234 belongs to Reem Alward" in str(refused.value)


def test_adding_a_car_again_completes_it(call, seller, car, the_car):
	again = call(
		"vehicles.add_vehicle", customer=seller, values={"plate": "abj1234", "model": "Camry", "make": ""}
	)
	assert again == {"vehicle": car}
	call("vehicles.add_vehicle", customer=seller, values={"plate": "abj1234", "make": "Toyota"})
	assert (the_car()["make"], the_car()["model"], the_car()["odometer"]) == ("Toyota", "Camry", 5000)


def test_a_car_whose_owner_left_gets_a_new_one_and_keeps_the_former(call, seller, buyer, car, clock):
	call("vehicles.end_ownership", vehicle=car)
	clock.pass_time(days=3)
	assert call("vehicles.add_vehicle", customer=buyer, values={"plate": "ABJ 1234"})["vehicle"] == car
	assert (cars(call, seller), cars(call, buyer)) == ({car: False}, {car: True})
	owners = call("profile.vehicle_history", vehicle=car)["owners"]
	assert [(one["customer"], one["from_date"], one["to_date"]) for one in owners] == [
		(buyer, "2026-03-13", None),
		(seller, "2026-03-10", "2026-03-10"),
	]


def test_a_sale_of_yesterday_closes_one_row_and_opens_the_other(call, rows, seller, buyer, car, clock):
	clock.pass_time(days=30)
	call("vehicles.sell_vehicle", vehicle=car, customer=buyer, date="2026-04-08")
	found = rows(
		'SELECT parent AS customer, from_date, to_date, is_current FROM "tabCustomer Vehicle" ORDER BY rowid'
	)
	assert [tuple(row.values()) for row in found] == [
		(seller, date(2026, 3, 10), date(2026, 4, 8), 0),
		(buyer, date(2026, 4, 8), None, 1),
	]


def test_a_sale_that_is_refused_speaks_of_the_plate_and_changes_nothing(call, rows, seller, car):
	before = rows('SELECT * FROM "tabCustomer Vehicle"')
	with pytest.raises(CallFailed, match="ABJ 1234"):
		call("vehicles.sell_vehicle", vehicle=car, customer=seller)
	with pytest.raises(CallFailed, match="2026-03-11"):
		call("vehicles.end_ownership", vehicle=car, date="2026-03-11")
	assert rows('SELECT * FROM "tabCustomer Vehicle"') == before


def test_a_sale_that_breaks_in_the_middle_leaves_the_old_owner(call, client, rows, buyer, car, monkeypatch):
	from workshop_crm.preview.vehicles import ownership

	before = rows('SELECT * FROM "tabCustomer Vehicle"')
	monkeypatch.setattr(ownership, "_begin", lambda *arguments: 1 / 0)
	sale = {"vehicle": car, "customer": buyer}
	path = "/api/method/workshop_crm.api.vehicles.sell_vehicle"
	assert client.post(path, json=sale, base_url="http://127.0.0.1").status_code == 500
	assert rows('SELECT * FROM "tabCustomer Vehicle"') == before


def test_the_database_itself_refuses_a_second_present_owner(workshop, buyer, car):
	second = [{"vehicle": car, "is_current": 1}]
	with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"), workshop.writing() as connection:
		records.add_rows(connection, "Customer", buyer, "vehicle_ownership", second, NOW)


def test_eight_clerks_who_sell_one_car_to_one_buyer_sell_it_once(call, rows, buyer, car):
	start = threading.Barrier(8)

	def sell(_number: int) -> str:
		start.wait()
		try:
			call("vehicles.sell_vehicle", vehicle=car, customer=buyer)
		except CallFailed as error:
			return str(error.status)
		return "sold"

	with ThreadPoolExecutor(8) as clerks:
		outcomes = sorted(clerks.map(sell, range(8)))
	assert outcomes == ["417"] * 7 + ["sold"]
	assert len(rows('SELECT * FROM "tabCustomer Vehicle"')) == 2
	assert len(rows('SELECT * FROM "tabCustomer Vehicle" WHERE is_current = 1')) == 1


def test_the_search_finds_a_sold_car_at_its_new_owner_only(call, worker, buyer, car):
	call("vehicles.sell_vehicle", vehicle=car, customer=buyer)
	worker.run_due()
	assert [hit["customer"] for hit in call("search.find", query="ABJ 1234")["hits"]] == [buyer]


def test_what_is_due_is_told_to_the_present_owner_only(call, seller, buyer, car, the_car):
	line = {"item": "OIL-5W30", "qty": 4}
	call("visits.complete", customer=seller, lines=[line], idempotency_key="oil", vehicle=car, odometer=6000)
	assert [due["service_type"] for due in the_car()["service_due"]] == ["Oil Change"]
	call("vehicles.sell_vehicle", vehicle=car, customer=buyer)
	assert the_car(seller)["service_due"] == []
	assert the_car(seller)["last_visit"] == "2026-03-10"
	assert [due["last_km"] for due in the_car(buyer)["service_due"]] == [6000]
	assert the_car(buyer)["last_visit"] == "2026-03-10"


def test_a_till_with_a_reason_turns_the_odometer_back_and_keeps_both(call, rows, sell, seller, car, the_car):
	with pytest.raises(CallFailed) as refused:
		sell(seller, vehicle=car, odometer=4000)
	assert refused.value.status == 417
	assert rows('SELECT * FROM "tabSales Invoice"') == rows('SELECT * FROM "tabOdometer Correction"') == []
	sell(seller, vehicle=car, odometer=4000, odometer_reason="The cluster was replaced")
	assert the_car()["odometer"] == 4000
	(correction,) = rows('SELECT known, reading, reason FROM "tabOdometer Correction"')
	assert tuple(correction.values()) == (5000, 4000, "The cluster was replaced")
	assert rows('SELECT odometer_reason FROM "tabSales Invoice"') == [
		{"odometer_reason": "The cluster was replaced"}
	]
	sell(seller, vehicle=car, odometer=4100)
	assert the_car()["odometer"] == 4100


def test_a_reason_for_an_ordinary_reading_corrects_nothing(rows, sell, seller, car, the_car):
	sell(seller, vehicle=car, odometer=5100, odometer_reason="Just in case")
	assert the_car()["odometer"] == 5100
	assert rows('SELECT * FROM "tabOdometer Correction"') == []


def test_the_reason_for_one_vin_does_not_excuse_the_next(call, car, the_car):
	values = {"vin": WRONG_VIN, "vin_reason": "Stamped like this"}
	call("vehicles.save_vehicle", vehicle=car, values=values)
	call("vehicles.save_vehicle", vehicle=car, values={"model": "Camry", "vin": WRONG_VIN})
	assert (the_car()["vin"], the_car()["vin_reason"]) == (WRONG_VIN, "Stamped like this")
	with pytest.raises(CallFailed) as refused:
		call("vehicles.save_vehicle", vehicle=car, values={"vin": WRONG_VIN[:-1] + "6"})
	assert refused.value.status == 417
	assert the_car()["vin"] == WRONG_VIN
