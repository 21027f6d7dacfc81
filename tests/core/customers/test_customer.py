from datetime import date

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.customers.customer import (
	EMERGENCY_PHONE,
	PHONE,
	ChannelValues,
	CustomerValues,
	EmergencyContact,
	check_customer,
)
from workshop_crm.core.customers.preferences import Preferences

TODAY = date(2026, 3, 1)


def row(channel: str, consent_date: object = "2026-01-05", source: str = "Counter") -> dict[str, object]:
	return {"channel": channel, "consent_date": consent_date, "source": source}


def check(**values: object) -> CustomerValues:
	return check_customer({"name": "Huda Salem", **values}, "SA", TODAY)


def test_a_complete_record_comes_back_in_one_shape():
	values = check(
		name="  Huda   Salem ",
		name_ar="هدى سالم",
		language="en",
		phone="٠٥٥ ١٢٣ ٤٥٦٧",
		email=" Huda@Example.COM ",
		channels=[row("WhatsApp"), row("Email", None, ""), row("Phone", None, "")],
		emergency_contact={"name": " Omar  Salem ", "phone": "00966 50 987 6543"},
		service_preferences='{"parts": "genuine"}',
		customer_notes="Likes tea",
	)
	assert values == CustomerValues(
		"Huda Salem",
		"هدى سالم",
		"en",
		"+966551234567",
		"Huda@example.com",
		(
			ChannelValues("WhatsApp", date(2026, 1, 5), "Counter"),
			ChannelValues("Email", None, ""),
			ChannelValues("Phone", None, ""),
		),
		EmergencyContact("Omar Salem", "+966509876543"),
		Preferences({"parts": "genuine"}),
		"<p>Likes tea</p>",
	)


def test_empty_fields_are_absent_and_the_language_is_arabic():
	assert check(phone="", email=None, channels=None, language="") == CustomerValues(
		"Huda Salem", "", "ar", None, None, ()
	)


@pytest.mark.parametrize("nothing", [None, "", {}, {"name": "", "phone": " "}, {"name": None}])
def test_an_empty_emergency_contact_is_none(nothing):
	assert check(emergency_contact=nothing).emergency_contact is None


def test_a_vat_number_is_kept_in_latin_digits():
	assert check(tax_id=" ٣٠٠٠١٢٣٤٥٦٠٠٠٠٣ ").tax_id == "300012345600003"


def test_what_no_database_takes_is_dropped_from_a_name():
	assert check(name="Huda\x00 Sa\ud800lem\x07").name == "Huda Salem"


@pytest.mark.parametrize(
	("values", "field"),
	[
		({"name": ""}, "name"),
		({"name_ar": "x" * 141}, "name_ar"),
		({"language": "fr"}, "language"),
		({"phone": "12"}, "phone"),
		({"email": "huda"}, "email"),
		({"channels": [row("Phone")]}, "channels"),
		({"emergency_contact": "Omar"}, "emergency_contact"),
		({"emergency_contact": {"name": "Omar"}}, "emergency_contact.phone"),
		({"emergency_contact": {"phone": "0509876543"}}, "emergency_contact.name"),
		({"emergency_contact": {"name": "Omar", "phone": "12"}}, "emergency_contact.phone"),
		({"service_preferences": "{"}, "service_preferences"),
		({"service_preferences": {"parts": "stolen"}}, "service_preferences.parts"),
		({"customer_notes": "x" * 20_001}, "customer_notes"),
	],
)
def test_a_refusal_names_its_field(values, field):
	with pytest.raises(InvalidInput) as error:
		check(**values)
	assert error.value.field == field


def test_a_customer_with_an_arabic_name_only_gets_a_latin_one():
	values = check(name="", name_ar="محمد")
	assert values.name_ar == "محمد"
	assert values.name.isascii()
	assert values.name


def test_an_arabic_name_typed_into_the_only_field_is_also_the_arabic_name():
	values = check(name="محمد العتيبي")
	assert (values.name, values.name_ar) == ("محمد العتيبي", "محمد العتيبي")


def test_a_customer_without_any_name_is_refused():
	with pytest.raises(InvalidInput, match="name"):
		check(name=" ", name_ar=None)


def test_a_number_of_another_country_keeps_its_code():
	assert check(phone="+971 50 123 4567").phone == "+971501234567"


@pytest.mark.parametrize(
	("values", "message"),
	[
		({"phone": "12"}, "12"),
		({"email": "huda@example"}, "huda@example"),
		({"email": "a@b.com, c@d.com"}, "a@b.com"),
		({"language": "fr"}, "fr"),
		({"name": "x" * 141}, "140"),
		({"channels": "SMS"}, "list"),
		({"channels": ["SMS"]}, "list"),
		({"channels": 5}, "list"),
		({"phone": "0551234567", "channels": [row("Pigeon")]}, "Pigeon"),
		({"phone": "0551234567", "channels": [row("SMS"), row("SMS")]}, "only once"),
		({"phone": "0551234567", "channels": [row("SMS", None)]}, "date of the customer's consent to SMS"),
		({"phone": "0551234567", "channels": [row("WhatsApp", "")]}, "consent to WhatsApp"),
		({"phone": "0551234567", "channels": [row("SMS", "2026-03-02")]}, "future"),
		({"email": "a@b.com", "channels": [row("Email", "2026-03-02")]}, "future"),
		({"phone": "0551234567", "channels": [row("SMS", "yesterday")]}, "yesterday"),
		({"phone": "0551234567", "channels": [row("SMS", "2026-02-30")]}, "2026-02-30"),
		({"channels": [row("SMS")]}, "phone number"),
		({"email": "a@b.com", "channels": [row("WhatsApp")]}, "remove the channel WhatsApp"),
		({"phone": "0551234567", "channels": [row("Email")]}, "e-mail address"),
	],
)
def test_a_value_that_cannot_be_used_is_refused_with_what_to_do(values, message):
	with pytest.raises(InvalidInput, match=message):
		check(**values)


@pytest.mark.parametrize("day", ["2026-03-01", "٢٠٢٦-٠٣-٠١", date(2026, 3, 1), " 2026-03-01 "])
def test_a_consent_of_today_is_accepted_in_every_form(day):
	channels = check(phone="0551234567", channels=[row("SMS", day)]).channels
	assert channels[0].consent_date == TODAY


def test_a_phone_that_may_be_kept_is_kept_as_typed_and_every_other_rule_holds():
	values = {
		"name": "Huda Salem",
		"phone": "8989889890",
		"channels": [row("WhatsApp")],
		"emergency_contact": {"name": "Omar", "phone": "99"},
	}
	kept = check_customer(values, "SA", TODAY, keeps=(PHONE, EMERGENCY_PHONE))
	assert (kept.phone, kept.emergency_contact) == ("8989889890", EmergencyContact("Omar", "99"))
	with pytest.raises(InvalidInput, match="99") as error:
		check_customer(values, "SA", TODAY, keeps=(PHONE,))
	assert error.value.field == EMERGENCY_PHONE
	with pytest.raises(InvalidInput, match="8989889890"):
		check_customer(values, "SA", TODAY)
	with pytest.raises(InvalidInput, match="channel WhatsApp"):
		check_customer({**values, "phone": ""}, "SA", TODAY, keeps=(PHONE, EMERGENCY_PHONE))
