"""A reminder of the next service, sent by hand from the car on the profile."""

import pytest

from factories import random_plate
from hosts import CallFailed


@pytest.fixture
def serviced_car(host, create_customer, create_vehicle, complete_service, line_of):
	"""A customer whose car has had its oil changed."""

	def make(**customer) -> tuple[str, str]:
		made = create_customer(**customer)["customer"]
		car = create_vehicle(made, plate=random_plate(), make="Toyota", model="Camry")["vehicle"]
		complete_service(made, vehicle=car, odometer=1500, lines=[line_of("Oil Change")])
		return made, car

	return make


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_reminder_names_the_car_the_service_and_the_day(host, serviced_car, profile_of, language):
	customer, car = serviced_car(language=language)
	sent = host.call("vehicles.remind", vehicle=car)
	messages = host.call("messaging.messages", customer=customer)["messages"]
	text = next(one["text"] for one in messages if one["message"] == sent["message"])
	(shown,) = profile_of(customer)["vehicles"]
	due = shown["service_due"][0]
	assert "Toyota Camry" in text
	assert {"en": due["service_type"], "ar": due["service_type_ar"]}[language] in text
	assert "{" not in text
	assert shown["reminded_on"] == host.call("session.context")["today"]


def test_pressed_twice_one_reminder_is_written(host, serviced_car):
	_customer, car = serviced_car()
	first = host.call("vehicles.remind", vehicle=car)
	assert host.call("vehicles.remind", vehicle=car) == first


def test_a_customer_without_consent_is_not_written_to_and_the_reason_is_said(host, serviced_car, profile_of):
	customer, car = serviced_car(channels=[])
	with pytest.raises(CallFailed, match="no channel with"):
		host.call("vehicles.remind", vehicle=car)
	(shown,) = profile_of(customer)["vehicles"]
	assert shown["reminded_on"] is None


def test_a_car_of_which_nothing_is_known_is_reminded_of_nothing(host, create_customer, create_vehicle):
	car = create_vehicle(create_customer()["customer"])["vehicle"]
	with pytest.raises(CallFailed, match="not known when"):
		host.call("vehicles.remind", vehicle=car)


def test_a_car_that_nobody_has_is_reminded_of_nothing(host, serviced_car):
	_customer, car = serviced_car()
	host.call("vehicles.end_ownership", vehicle=car)
	with pytest.raises(CallFailed, match="no known owner"):
		host.call("vehicles.remind", vehicle=car)
