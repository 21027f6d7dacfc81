"""What the two hosts once decided differently about customers and cars."""

import datetime as dt

import pytest

from factories import random_plate, wrong_vin
from hosts import CallFailed


@pytest.fixture
def customer(create_customer) -> str:
	return create_customer()["customer"]


@pytest.fixture
def refused(host):
	"""Calls, and returns the refusal's sentence and the field it stands beside."""

	def call(method: str, **arguments) -> tuple[str, str]:
		with pytest.raises(CallFailed) as error:
			host.call(method, **arguments)
		answer = host.request(
			"POST", f"/api/method/workshop_crm.api.{method}", json=arguments, headers=host.headers
		)
		return " ".join(error.value.messages), answer.json().get("field", "")

	return call


def test_channels_are_listed_in_one_order_whatever_order_they_were_typed_in(create_customer, profile_of):
	typed = [{"channel": "Phone"}, {"channel": "Email"}, {"channel": "SMS", "consent_date": "2026-01-05"}]
	made = create_customer(email="order@example.com", channels=typed)
	assert [row["channel"] for row in profile_of(made["customer"])["channels"]] == ["SMS", "Email", "Phone"]


@pytest.mark.parametrize(
	("contact", "field", "word"),
	[
		({"name": "Huda"}, "emergency_contact.phone", "phone number"),
		({"phone": "0559876543"}, "emergency_contact.name", "name"),
	],
	ids=["name alone", "phone alone"],
)
def test_an_emergency_contact_is_saved_with_both_or_not_at_all(
	refused, customer, profile_of, contact, field, word
):
	told, beside = refused(
		"customers.save_customer", customer=customer, values={"emergency_contact": contact}
	)
	assert word in told
	assert beside == field
	assert profile_of(customer)["emergency_contact"] is None


def test_an_address_that_a_channel_needs_is_not_taken_away_alone(host, refused, customer, profile_of):
	told, _field = refused("customers.save_customer", customer=customer, values={"phone": ""})
	assert told == "Please enter a phone number, or remove the channel WhatsApp."
	host.call("customers.save_customer", customer=customer, values={"phone": "", "channels": []})
	assert profile_of(customer)["phone"] is None


def test_a_preference_that_there_is_not_is_refused_beside_its_input(refused, customer):
	values = {"service_preferences": {"parts": "stolen"}}
	_told, field = refused("customers.save_customer", customer=customer, values=values)
	assert field == "service_preferences.parts"


def test_an_argument_that_an_endpoint_does_not_know_is_refused(refused):
	assert refused("profile.form_options", colour="red")[0] == "colour is not known here. Leave it out."


def test_a_lower_reading_may_have_a_long_reason_and_not_a_longer_one(
	host, refused, customer, create_vehicle, profile_of
):
	vehicle = create_vehicle(customer)["vehicle"]
	too_long = {"odometer": 900, "odometer_reason": "x" * 501}
	told, field = refused("vehicles.save_vehicle", vehicle=vehicle, values=too_long)
	assert "500" in told
	assert field == "odometer_reason"
	host.call("vehicles.save_vehicle", vehicle=vehicle, values={**too_long, "odometer_reason": "x" * 500})
	(car,) = profile_of(customer)["vehicles"]
	assert car["odometer"] == 900


def test_a_reading_of_zero_is_shown_as_none(host, customer, create_vehicle, profile_of):
	vehicle = create_vehicle(customer)["vehicle"]
	values = {"odometer": 0, "odometer_reason": "A new cluster"}
	host.call("vehicles.save_vehicle", vehicle=vehicle, values=values)
	(car,) = profile_of(customer)["vehicles"]
	assert car["odometer"] is None
	assert host.call("profile.vehicle_history", vehicle=vehicle)["odometer"] is None


def test_the_year_zero_is_no_model_year(refused, customer, create_vehicle):
	vehicle = create_vehicle(customer)["vehicle"]
	told, field = refused("vehicles.save_vehicle", vehicle=vehicle, values={"year": 0})
	assert told.startswith("0 is not a whole number from 1900")
	assert field == "year"


def test_the_reason_that_a_chassis_number_needs_is_not_taken_away_alone(
	host, refused, customer, create_vehicle, profile_of
):
	vin = wrong_vin()
	vehicle = create_vehicle(customer, vin=vin, vin_reason="Seen on the car")["vehicle"]
	_told, field = refused("vehicles.save_vehicle", vehicle=vehicle, values={"vin_reason": ""})
	assert field == "vin_reason"
	host.call("vehicles.save_vehicle", vehicle=vehicle, values={"vin": vin, "make": "Kia"})
	(car,) = profile_of(customer)["vehicles"]
	assert (car["vin"], car["vin_reason"], car["make"]) == (vin, "Seen on the car", "Kia")


def test_of_cars_got_on_one_day_the_latest_is_listed_first(customer, create_vehicle, profile_of):
	made = [create_vehicle(customer)["vehicle"] for _car in range(3)]
	assert [car["vehicle"] for car in profile_of(customer)["vehicles"]] == made[::-1]


def test_of_owners_of_one_day_the_latest_is_listed_first(host, create_customer, create_vehicle):
	first, second, third = (create_customer()["customer"] for _one in range(3))
	vehicle = create_vehicle(first)["vehicle"]
	for buyer in (second, third, first):
		host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=buyer)
	owners = host.call("profile.vehicle_history", vehicle=vehicle)["owners"]
	assert [(one["customer"], one["is_current"]) for one in owners] == [
		(first, True),
		(third, False),
		(second, False),
		(first, False),
	]


def test_a_plate_that_another_car_has_is_refused_beside_the_plate(refused, customer, create_vehicle):
	plate = random_plate()
	create_vehicle(customer, plate=plate)
	vehicle = create_vehicle(customer)["vehicle"]
	told, field = refused("vehicles.save_vehicle", vehicle=vehicle, values={"plate": plate})
	assert (
		told
		== f"Another vehicle has the plate {plate} (Saudi Arabia) already. Compare it with the car, and open that vehicle if it is this one."
	)
	assert field == "plate"


@pytest.mark.parametrize("method", ["sell_vehicle", "end_ownership"])
def test_a_car_is_not_sold_or_given_up_in_the_future_or_before_its_owner_got_it(
	host, refused, create_customer, create_vehicle, customer, method
):
	vehicle = create_vehicle(customer)["vehicle"]
	before = host.call("profile.vehicle_history", vehicle=vehicle)
	later = (dt.date.today() + dt.timedelta(days=9)).isoformat()
	buyer = {"customer": create_customer()["customer"]} if method == "sell_vehicle" else {}
	told, field = refused(f"vehicles.{method}", vehicle=vehicle, date=later, **buyer)
	assert (told, field) == (f"{later} is in the future. Choose today or an earlier day.", "date")
	told, field = refused(f"vehicles.{method}", vehicle=vehicle, date="2001-02-03", **buyer)
	assert "2001-02-03" in told
	assert field == "date"
	assert host.call("profile.vehicle_history", vehicle=vehicle) == before
