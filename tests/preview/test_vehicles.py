"""What the data file holds of owners and odometers, also after a sale that broke in the middle.

No request reads or breaks these rows.
"""

import sqlite3
from datetime import date, datetime

import pytest

from hosts import CallFailed
from workshop_crm.preview import records

NOW = datetime(2026, 3, 10, 9, 30)


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
