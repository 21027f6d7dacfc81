"""Customers and their cars, and the one screen about them."""

import pytest

from hosts import CallFailed


def test_a_new_customer_comes_back_as_entered_with_the_phone_in_e164(host, create_customer):
	made = create_customer(phone="٠٥٥ ١٢٣ ٤٥٦٧", email="reem@example.com")
	profile = host.call("profile.get_profile", customer=made["customer"])
	assert (profile["name"], profile["name_ar"]) == (made["name"], made["name_ar"])
	assert profile["phone"]["e164"] == "+966551234567"
	assert profile["email"] == "reem@example.com"
	assert profile["language"] == "ar"
	assert profile["visits"] == []
	assert profile["visit_count"] == 0
	assert profile["disabled"] is False


def test_a_channel_with_address_and_consent_is_usable(host, create_customer):
	profile = host.call("profile.get_profile", customer=create_customer()["customer"])
	(channel,) = [channel for channel in profile["channels"] if channel["channel"] == "WhatsApp"]
	assert channel["usable"] is True
	assert channel["consent_date"] == "2026-01-05"


def test_saving_again_changes_the_customer_and_makes_no_second(host, create_customer):
	made = create_customer()
	host.call(
		"profile.save_customer",
		customer=made["customer"],
		values={"name": "Renamed Person", "phone": made["phone"]},
	)
	profile = host.call("profile.get_profile", customer=made["customer"])
	assert profile["name"] == "Renamed Person"


@pytest.mark.parametrize(
	("values", "word"),
	[
		({"name": ""}, "name"),
		({"name": "No Phone", "phone": "12"}, "12"),
		({"name": "Odd Mail", "email": "not-a-mail"}, "not-a-mail"),
		(
			{
				"name": "No Address",
				"channels": [{"channel": "SMS", "consent_date": "2026-01-05", "source": "Front desk"}],
			},
			"SMS",
		),
		(
			{"name": "No Consent", "phone": "0551234567", "channels": [{"channel": "WhatsApp"}]},
			"WhatsApp",
		),
	],
)
def test_a_customer_that_cannot_be_kept_is_refused_with_the_reason(host, values, word):
	with pytest.raises(CallFailed) as error:
		host.call("profile.save_customer", values=values)
	assert error.value.status == 417
	assert word.lower() in str(error.value).lower()


def test_a_car_shows_its_plate_in_both_scripts(host, create_customer):
	made = create_customer()
	from_digits = str(1000 + int(made["phone"][-3:]))
	host.call("profile.add_vehicle", customer=made["customer"], values=vehicle(f"ح د ر {from_digits}"))
	profile = host.call("profile.get_profile", customer=made["customer"])
	(car,) = profile["vehicles"]
	assert car["plate_latin"] == f"JDR {from_digits}"
	assert car["plate_ar"].startswith("ح د ر")
	assert car["is_current"] is True


def test_one_plate_cannot_be_added_twice(host, create_customer, create_vehicle):
	first, second = create_customer(), create_customer()
	car = create_vehicle(first["customer"])
	with pytest.raises(CallFailed) as error:
		host.call("profile.add_vehicle", customer=second["customer"], values=vehicle(car["plate"].lower()))
	assert error.value.status in (409, 417)


def vehicle(plate: str) -> dict[str, object]:
	return {"plate": plate, "make": "Nissan", "model": "Patrol", "year": 2020, "odometer": 10}
