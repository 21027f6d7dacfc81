"""A change of a customer is judged by what it changes, and not by what was stored before."""

from datetime import date

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.customers.changes import changed_keys, check_change
from workshop_crm.core.customers.customer import EmergencyContact, emergency_contact_of

TODAY = date(2026, 3, 1)
STORED = {
	"name": "Noura",
	"name_ar": "نورة",
	"phone": "937",
	"email": "noura@example.com",
	"channels": [{"channel": "WhatsApp", "consent_date": date(2026, 1, 5), "source": ""}],
	"emergency_contact": {"name": "Huda", "phone": "99"},
}


def changed(**values):
	return check_change(STORED, values, "SA", TODAY)


def test_numbers_that_are_none_and_come_back_as_they_were_shown_are_kept():
	sent = changed(phone="937", emergency_contact={"name": "Huda Salem", "phone": "99"})
	assert (sent.phone, sent.emergency_contact) == ("937", EmergencyContact("Huda Salem", "99"))


def test_a_new_number_that_is_none_is_refused():
	with pytest.raises(InvalidInput) as error:
		changed(phone="938")
	assert error.value.field == "phone"


def test_an_unfinished_emergency_contact_of_old_data_does_not_refuse_another_change():
	old = {**STORED, "emergency_contact": {"name": "", "phone": "0559876543"}}
	assert check_change(old, {"email": "n@example.com"}, "SA", TODAY).email == "n@example.com"


def test_channels_that_are_sent_are_judged_with_the_stored_address():
	kept = changed(channels=[{"channel": "Email"}])
	assert [row.channel for row in kept.channels] == ["Email"]


@pytest.mark.parametrize("emptied", ["", None])
def test_a_phone_is_not_taken_from_under_a_channel(emptied):
	with pytest.raises(InvalidInput, match="WhatsApp"):
		changed(phone=emptied)
	assert changed(phone=emptied, channels=[]).phone is None
	assert changed(email=emptied).email is None


def test_a_name_is_stored_with_the_other_one():
	assert changed_keys(["name_ar", "email"]) == {"name", "name_ar", "email"}
	assert changed_keys(["email"]) == {"email"}


@pytest.mark.parametrize(("name", "phone"), [("Huda", ""), ("", "0559876543"), ("Huda", None)])
def test_a_stored_emergency_contact_is_shown_by_name_or_phone_alone(name, phone):
	assert emergency_contact_of(name, phone) == EmergencyContact(name or "", phone or "")
	assert emergency_contact_of("", None) is None
