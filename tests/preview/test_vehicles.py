"""A car has one owner at a time, and its history stays."""

import pytest

from hosts import CallFailed


def cars(call, customer: str) -> dict[str, bool]:
	vehicles = call("profile.get_profile", customer=customer)["vehicles"]
	return {car["vehicle"]: car["is_current"] for car in vehicles}


def test_a_car_of_somebody_else_is_a_conflict(call, new_customer):
	first, second = new_customer(), new_customer(name="Majed", phone="0557654321")
	call("profile.add_vehicle", customer=first, values={"plate": "ABJ 1234"})
	with pytest.raises(CallFailed) as refused:
		call("profile.add_vehicle", customer=second, values={"plate": "أ ب ح ١٢٣٤"})
	assert refused.value.status == 409


def test_adding_a_car_again_completes_it(call, new_customer):
	customer = new_customer()
	values = {"plate": "ABJ 1234", "make": "Toyota", "odometer": 5000}
	first = call("profile.add_vehicle", customer=customer, values=values)
	again = call("profile.add_vehicle", customer=customer, values={"plate": "abj1234", "model": "Camry"})
	assert first == again
	(car,) = call("profile.get_profile", customer=customer)["vehicles"]
	assert (car["make"], car["model"], car["odometer"]) == ("Toyota", "Camry", 5000)


def test_a_car_that_was_sold_on_gets_a_new_owner_and_keeps_the_former_one(workshop, call, new_customer):
	from workshop_crm.preview.store import vehicles

	first, second = new_customer(), new_customer(name="Majed", phone="0557654321")
	car = call("profile.add_vehicle", customer=first, values={"plate": "ABJ 1234"})["vehicle"]
	with workshop.writing() as connection:
		vehicles.end_ownership(connection, car, workshop.clock().date())
	assert call("profile.add_vehicle", customer=second, values={"plate": "ABJ 1234"})["vehicle"] == car
	assert cars(call, first) == {car: False}
	assert cars(call, second) == {car: True}
