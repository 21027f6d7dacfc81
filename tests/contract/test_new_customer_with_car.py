"""A new customer brings a car in the same form: both are saved or neither; what the car's number and names say."""

import secrets

import pytest

from factories import random_phone, random_plate, random_vin, wrong_vin
from hosts import CallFailed


@pytest.fixture
def come(host):
	def save(vehicle: dict | None, **values) -> dict:
		customer = {"name": "Huda Alnasser", "phone": random_phone(), **values}
		return host.call("customers.save_customer", values=customer, vehicle=vehicle)

	return save


@pytest.fixture
def is_kept_out(host, come):
	"""Whether nobody with this phone was saved: someone who was saved later is found, and they are not."""

	def check(phone: str) -> bool:
		later = random_phone()
		come(None, phone=later)
		host.wait_until(lambda: found(later), "indexing of a new customer")
		return not found(phone)

	def found(phone: str) -> list:
		return host.call("search.duplicates", values={"phone": phone})["duplicates"]

	return check


@pytest.fixture
def cars_of(profile_of):
	return lambda customer: [car for car in profile_of(customer)["vehicles"] if car["is_current"]]


def test_customer_and_car_are_saved_together(come, cars_of):
	plate, vin = random_plate(), random_vin()
	car = {"plate": plate, "make": "Honda", "model": "Civic", "year": 2020, "vin": vin, "odometer": 12_000}
	made = come(car)
	(saved,) = cars_of(made["customer"])
	assert saved["vehicle"] == made["vehicle"]
	assert (saved["plate_latin"], saved["vin"], saved["year"]) == (plate, vin, 2020)
	assert (saved["make"], saved["model"], saved["odometer"]) == ("Honda", "Civic", 12_000)


@pytest.mark.parametrize("vehicle", [None, {}, {"plate": "", "make": None, "year": None, "take_over": None}])
def test_without_a_car_there_is_a_customer_alone(come, cars_of, vehicle):
	made = come(vehicle)
	assert made["vehicle"] is None
	assert cars_of(made["customer"]) == []


@pytest.mark.parametrize(
	"car",
	[
		{"plate": "?"},
		{"make": "Toyota"},
		{"plate": "ABJ 1234", "vin": "1HGCM82633A0O4352"},
		{"plate": "ABJ 1234", "year": 1800},
		{"plate": "ABJ 1234", "odometer": -5},
	],
)
def test_a_car_that_cannot_be_saved_keeps_the_customer_out_too(come, is_kept_out, car):
	phone = random_phone()
	with pytest.raises(CallFailed):
		come(car, phone=phone)
	assert is_kept_out(phone)


def test_a_customer_who_cannot_be_saved_keeps_the_car_out_too(host, come):
	plate = random_plate()
	with pytest.raises(CallFailed):
		come({"plate": plate}, phone="12")
	assert host.call("vehicles.read_plate", text=plate)["vehicle"] is None


def test_somebody_elses_car_is_refused_until_it_is_taken_over(come, is_kept_out, cars_of):
	plate, vin = random_plate(), random_vin()
	first = come({"plate": plate, "vin": vin, "make": "Kia", "model": "Rio"})
	phone = random_phone()
	with pytest.raises(CallFailed):
		come({"plate": plate}, phone=phone)
	assert is_kept_out(phone)
	second = come({"plate": plate, "take_over": first["vehicle"]}, phone=phone)
	assert cars_of(first["customer"]) == []
	(car,) = cars_of(second["customer"])
	assert (car["vehicle"], car["make"], car["vin"]) == (first["vehicle"], "Kia", vin)


def test_a_car_is_taken_over_by_its_chassis_number_too(host, come, cars_of):
	vin = random_vin()
	first = come({"plate": random_plate(), "vin": vin})
	known = host.call("vehicles.read_vin", text=vin)
	assert (known["vehicle"], known["owned"]) == (first["vehicle"], True)
	assert known["owner"]["customer"] == first["customer"]
	second = come({"vin": vin, "take_over": known["vehicle"]})
	assert [car["vehicle"] for car in cars_of(second["customer"])] == [first["vehicle"]]
	assert cars_of(first["customer"]) == []


def test_a_car_that_is_taken_over_stays_that_car_under_a_new_plate(host, come, cars_of):
	vin, new = random_vin(), random_plate()
	first = come({"plate": random_plate(), "vin": vin, "make": "Kia", "model": "Rio", "odometer": 5_000})
	second = come({"plate": new, "vin": vin, "odometer": 6_000, "take_over": first["vehicle"]})
	(car,) = cars_of(second["customer"])
	assert (car["vehicle"], car["plate_latin"], car["vin"]) == (second["vehicle"], new, vin)
	assert (car["make"], car["model"], car["odometer"]) == ("Kia", "Rio", 6_000)
	assert cars_of(first["customer"]) == []


def test_a_car_is_not_taken_over_under_the_plate_of_a_third_one(come, is_kept_out, cars_of):
	vin, plate, phone = random_vin(), random_plate(), random_phone()
	first, third = come({"plate": random_plate(), "vin": vin}), come({"plate": plate})
	with pytest.raises(CallFailed) as error:
		come({"plate": plate, "vin": vin, "take_over": first["vehicle"]}, phone=phone)
	assert error.value.status == 409
	assert is_kept_out(phone)
	for one in (first, third):
		assert [car["vehicle"] for car in cars_of(one["customer"])] == [one["vehicle"]]


def test_a_car_that_is_not_there_is_not_taken_over(come, is_kept_out):
	phone = random_phone()
	with pytest.raises(CallFailed):
		come({"plate": random_plate(), "take_over": "no such car"}, phone=phone)
	assert is_kept_out(phone)


def test_a_vin_says_what_it_says(host):
	read = host.call("vehicles.read_vin", text="1HGCM82633A004352", make="")
	assert (read["make"], read["make_ar"], read["year"], read["is_year_sure"]) == (
		"Honda",
		"هوندا",
		2003,
		True,
	)
	assert read["problem"] == read["doubt"] == ""
	assert host.call("vehicles.read_vin", text="1HGCM82633A004352", make="تويوتا")["doubt"]
	assert host.call("vehicles.read_vin", text=wrong_vin())["problem"]
	assert host.call("vehicles.read_vin", text="")["vehicle"] is None


def test_a_make_in_the_other_script_is_the_one_that_is_there(come, cars_of, host):
	come({"plate": random_plate(), "make": "Hongqi", "model": "H5"})
	made = come({"plate": random_plate(), "make": "هونشي", "model": "إتش ٥"})
	(car,) = cars_of(made["customer"])
	assert (car["make"], car["model"]) == ("Hongqi", "H5")


def test_a_spelling_that_was_wrong_is_corrected(come, cars_of, host):
	make = "Qv" + "".join(secrets.choice("bcdfgklmprstvwz") for _ in range(8))
	made = come({"plate": random_plate(), "make": make.upper(), "model": "ALPHA"})
	host.call("vehicles.save_vehicle", vehicle=made["vehicle"], values={"make": make, "model": "Alpha"})
	(car,) = cars_of(made["customer"])
	assert (car["make"], car["model"]) == (make, "Alpha")
	other = come({"plate": random_plate(), "make": make.upper(), "model": "ALPHA"})
	(car,) = cars_of(other["customer"])
	assert (car["make"], car["model"]) == (make, "Alpha")


def test_a_new_make_and_model_join_the_lists(come, host):
	come({"plate": random_plate(), "make": "Zenvo", "model": "Aurora Tur"})
	assert "Zenvo" in {row["name"] for row in host.call("vehicles.car_names")["names"]}
	models = host.call("vehicles.car_names", make="zenvo")["names"]
	assert [row["name"] for row in models] == ["Aurora Tur"]
	assert {"Camry", "Hilux"} <= {
		row["name"] for row in host.call("vehicles.car_names", make="Toyota")["names"]
	}
