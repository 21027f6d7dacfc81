"""Plates of every country at the counter: kept apart, found in any spacing, and added when a new car gets one."""

import secrets

import pytest

from factories import random_plate, random_vin
from hosts import CallFailed


@pytest.fixture
def customer(create_customer) -> str:
	return create_customer()["customer"]


def kuwaiti() -> tuple[str, str]:
	"""Two plates with the same digits in other groups."""
	digits = f"{secrets.randbelow(9) + 1}{secrets.randbelow(90_000) + 10_000}"
	return f"{digits[0]}/{digits[1:]}", f"{digits[:2]}/{digits[2:]}"


def number() -> int:
	return secrets.randbelow(90_000) + 10_000


def test_the_same_digits_in_other_groups_are_another_car(
	customer, create_customer, create_vehicle, profile_of
):
	one, other = kuwaiti()
	create_vehicle(customer, plate=f"KWT {one}")
	create_vehicle(create_customer()["customer"], plate=f"KWT {other}")
	with pytest.raises(CallFailed) as error:
		create_vehicle(create_customer()["customer"], plate=f"الكويت {one.replace('/', ' - ')}")
	assert error.value.status == 409
	(car,) = profile_of(customer)["vehicles"]
	assert car["plate_latin"].endswith(one)


@pytest.mark.parametrize(
	("typed", "origin", "label"),
	[
		("KWT 1/12345", "KW", "Kuwait"),
		("SHJ 3 777", "AE-SH", "Sharjah"),
		("AUH 5 12345", "AE-AZ", "Abu Dhabi"),
		("دبي A 5555", "AE-DU", "Dubai"),
		("JBA 1234", "SA", "Saudi Arabia"),
	],
)
def test_the_origin_is_shown_while_the_plate_is_typed(host, typed, origin, label):
	read = host.call("vehicles.read_plate", text=typed)
	assert (read["origin"], read["origin_label"]) == (origin, label)


def test_cars_of_two_emirates_and_of_saudi_arabia_share_letters_and_digits(
	host, create_customer, create_vehicle
):
	digits = secrets.randbelow(9000) + 1000
	plates = [f"Dubai B {digits}", f"Sharjah B {digits}", f"KSA JBA {digits}"]
	cars = [create_vehicle(create_customer()["customer"], plate=plate)["vehicle"] for plate in plates]
	assert len(set(cars)) == len(plates)
	for plate, car in zip(plates, cars, strict=True):
		assert host.call("vehicles.read_plate", text=plate)["vehicle"] == car


def test_a_plate_from_abroad_is_found_in_any_spacing(host, customer, create_vehicle):
	digits = number()
	create_vehicle(customer, plate=f"SHJ 3 {digits}")

	def finds(typed: str) -> bool:
		hits = host.call("search.find", query=typed, limit=50)["hits"]
		return customer in [hit["customer"] for hit in hits if hit["reason"] == "plate"]

	host.wait_until(lambda: finds(f"3{digits}"), "indexing of a new car")
	for typed in (f"SHJ 3 {digits}", f"SHJ3{digits}", f"3/{digits}", str(digits), f"الشارقة 3 {digits}"):
		assert finds(typed), typed


def test_a_taken_plate_is_named_with_its_origin(host, customer, create_customer, create_vehicle):
	plate = f"AUH 7 {number()}"
	create_vehicle(create_customer()["customer"], plate=plate)
	mine = create_vehicle(customer)["vehicle"]
	with pytest.raises(CallFailed) as error:
		host.call("vehicles.save_vehicle", vehicle=mine, values={"plate": plate})
	assert plate in str(error.value)
	assert "Abu Dhabi" in str(error.value)


@pytest.mark.parametrize("typed", ["بدون لوحة", "NEW", "", "the chassis number"])
def test_a_car_without_a_plate_waits_under_its_chassis_number(
	host, customer, create_vehicle, complete_service, profile_of, typed
):
	vin = random_vin()
	plate = vin if typed == "the chassis number" else typed
	vehicle = create_vehicle(customer, plate=plate, vin="" if plate == vin else vin)["vehicle"]
	(car,) = profile_of(customer)["vehicles"]
	assert (car["vehicle"], car["plate_latin"], car["vin"]) == (vehicle, "", vin)
	invoice = complete_service(customer, vehicle=vehicle, odometer=2000)["invoice"]
	host.call("vehicles.save_vehicle", vehicle=vehicle, values={"plate": "", "model": "Hilux"})
	plate = random_plate()
	renamed = host.call("vehicles.save_vehicle", vehicle=vehicle, values={"plate": plate})["vehicle"]
	(car,) = profile_of(customer)["vehicles"]
	assert (car["vehicle"], car["plate_latin"], car["vin"], car["model"]) == (renamed, plate, vin, "Hilux")
	history = host.call("profile.vehicle_history", vehicle=renamed)
	assert [visit["invoice"] for visit in history["visits"]] == [invoice]


def test_a_chassis_number_in_the_place_of_the_plate_is_known_as_one(host):
	with pytest.raises(CallFailed, match="chassis number"):
		host.call("vehicles.read_plate", text=random_vin())


def test_two_cars_may_wait_for_their_plates(customer, create_vehicle, profile_of):
	vins = {random_vin(), random_vin()}
	for vin in vins:
		create_vehicle(customer, plate="no plate", vin=vin)
	assert {car["vin"] for car in profile_of(customer)["vehicles"]} == vins


@pytest.mark.parametrize("typed", ["بدون لوحة", "تحت الإجراء", "N/A", "ABJ"])
def test_neither_a_plate_nor_a_chassis_number_is_no_car(customer, create_vehicle, profile_of, typed):
	with pytest.raises(CallFailed) as error:
		create_vehicle(customer, plate=typed)
	assert error.value.status == 417
	assert "chassis number" in str(error.value)
	assert profile_of(customer)["vehicles"] == []


def test_a_car_that_waits_for_its_plate_is_another_customers_too(customer, create_customer, create_vehicle):
	vin = random_vin()
	create_vehicle(create_customer()["customer"], plate="NEW", vin=vin)
	with pytest.raises(CallFailed) as error:
		create_vehicle(customer, plate="NEW", vin=vin.lower())
	assert error.value.status == 409
