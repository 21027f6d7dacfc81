"""What cannot be kept is refused: nothing is saved, and the message says the value that is wrong."""

import html

import pytest

from factories import random_plate, random_vin
from hosts import CallFailed

PHONE = {"phone": "0551234567"}
LONG = "Very Long " * 20

CUSTOMERS = [
	# what is wrong, values, what the message must hold
	("no name", {"name": ""}, "name"),
	("blank name", {"name": "   "}, "name"),
	("name too long", {"name": LONG}, "140"),
	("Arabic name too long", {"name_ar": "طويل " * 40}, "140"),
	("phone too short", {"phone": "12"}, "12"),
	("phone of letters", {"phone": "call me"}, "call me"),
	("phone too long", {"phone": "05512345678901"}, "05512345678901"),
	("phone in half", {"phone": "+966 55"}, "+966 55"),
	("two plus signs", {"phone": "++966551234567"}, "++966551234567"),
	("two phones", {"phone": "0551234567/0557654321"}, "0551234567/0557654321"),
	("Arabic phone too short", {"phone": "٠٥٥١٢"}, "٠٥٥١٢"),
	("no such country", {"phone": "+999 12345678"}, "+999 12345678"),
	("mail without at", {"email": "not-a-mail"}, "not-a-mail"),
	("mail without name", {"email": "@example.com"}, "@example.com"),
	("mail without domain", {"email": "reem@"}, "reem@"),
	("mail without dot", {"email": "reem@localhost"}, "reem@localhost"),
	("mail with blank", {"email": "re em@example.com"}, "re em@example.com"),
	("unknown language", {"language": "fr"}, "fr"),
	("unknown channel", {**PHONE, "channels": [{"channel": "Pigeon"}]}, "Pigeon"),
	("channel twice", {"email": "a@example.com", "channels": [{"channel": "Email"}] * 2}, "once"),
	("WhatsApp without date", {**PHONE, "channels": [{"channel": "WhatsApp"}]}, "WhatsApp"),
	("SMS without date", {**PHONE, "channels": [{"channel": "SMS"}]}, "SMS"),
	("WhatsApp without phone", {"channels": [{"channel": "WhatsApp", "consent_date": "2026-01-05"}]}, "WhatsApp"),
	("SMS without phone", {"channels": [{"channel": "SMS", "consent_date": "2026-01-05"}]}, "SMS"),
	("Phone without phone", {"channels": [{"channel": "Phone"}]}, "Phone"),
	("Email without address", {**PHONE, "channels": [{"channel": "Email"}]}, "Email"),
	("consent is no date", {**PHONE, "channels": [{"channel": "SMS", "consent_date": "soon"}]}, "soon"),
	("no such month", {**PHONE, "channels": [{"channel": "SMS", "consent_date": "2026-13-01"}]}, "2026-13-01"),
	("consent to come", {**PHONE, "channels": [{"channel": "SMS", "consent_date": "2099-01-01"}]}, "SMS"),
	("channels are no list", {**PHONE, "channels": "WhatsApp"}, "channels"),
	("emergency name alone", {"emergency_contact": {"name": "Huda", "phone": ""}}, "phone"),
	("emergency phone alone", {"emergency_contact": {"name": "", "phone": "0551234567"}}, "name"),
	("emergency phone wrong", {"emergency_contact": {"name": "Huda", "phone": "99"}}, "99"),
	("emergency contact is text", {"emergency_contact": "Huda"}, "emergency"),
	("notes too long", {"customer_notes": "x" * 20_001}, "20000"),
]  # fmt: skip

VEHICLES = [
	("no plate", {"plate": ""}, "plate"),
	("plate of signs", {"plate": "!!! ---"}, "!!! ---"),
	("plate too long", {"plate": "ABJ 1234 5678 9012 3456 7890"}, "ABJ 1234"),
	("two scripts", {"plate": "ABح 1234"}, "ABح 1234"),
	("year long ago", {"year": 1850}, "1850"),
	("year to come", {"year": 2999}, "2999"),
	("year in words", {"year": "new"}, "new"),
	("negative odometer", {"odometer": -5}, "-5"),
	("odometer in words", {"odometer": "far"}, "far"),
	("odometer of a rocket", {"odometer": 123_456_789_012}, "123456789012"),
	("half a kilometre", {"odometer": 12.5}, "12.5"),
	("make too long", {"make": LONG}, "140"),
	("VIN too long", {"vin": "1M8GDM9AXKP0427881"}, "1M8GDM9AXKP0427881"),
	("VIN too short", {"vin": "12AB"}, "12AB"),
	("VIN with an O", {"vin": "1M8GDM9AXKPO42788"}, "1M8GDM9AXKPO42788"),
	("VIN with an I", {"vin": "IM8GDM9AXKP042788"}, "IM8GDM9AXKP042788"),
	("VIN with a Q", {"vin": "QM8GDM9AXKP042788"}, "QM8GDM9AXKP042788"),
	("VIN with a sign", {"vin": "1M8GDM9AXKP04278?"}, "1M8GDM9AXKP04278?"),
	("VIN with a wrong check digit", {"vin": "1M8GDM9A1KP042788"}, "1M8GDM9A1KP042788"),
	("a reason for letters no VIN has", {"vin": "1M8GDM9AXKPO42788", "vin_reason": "Seen"}, "1M8GDM9AXKPO42788"),
	("a reason for too long a VIN", {"vin": "1M8GDM9AXKP0427881", "vin_reason": "Seen"}, "1M8GDM9AXKP0427881"),
]  # fmt: skip

INTERACTIONS = [
	("unknown kind", {"kind": "Telegram", "text": "x"}, "Telegram"),
	("no kind", {"kind": "", "text": "x"}, "kind"),
	("unknown direction", {"kind": "Call", "direction": "Sideways", "text": "x"}, "Sideways"),
	("no text", {"kind": "Note", "text": "  "}, "text"),
	("text too long", {"kind": "Note", "text": "x" * 2001}, "2000"),
	("not happened yet", {"kind": "Note", "text": "x", "happened_on": "2099-01-01 10:00:00"}, "2099"),
	("no time", {"kind": "Note", "text": "x", "happened_on": "tomorrow"}, "tomorrow"),
]

SALES = [
	("no date", {"date": "soon"}, "soon"),
	("before it was bought", {"date": "2001-02-03"}, "2001"),
]

QUESTIONS = [
	("no place in the history", "messaging.history", {"before": "page two"}, "page two"),
	("unknown kinds", "messaging.history", {"kinds": ["Telegram"]}, "Telegram"),
]


def cases(rows: list[tuple]) -> dict:
	return {"argvalues": [row[1:] for row in rows], "ids": [row[0] for row in rows]}


def refused(host, word: str, method: str, **arguments: object) -> None:
	with pytest.raises(CallFailed) as error:
		host.call(method, **arguments)
	assert error.value.status in (409, 417)
	assert word.lower() in html.unescape(str(error.value)).lower()


@pytest.mark.parametrize(("values", "word"), **cases(CUSTOMERS))
def test_a_customer_that_cannot_be_kept_is_refused(host, values, word):
	name = {} if "name" in values or "name_ar" in values else {"name": "Broken Input"}
	refused(host, word, "customers.save_customer", values={**name, **values})


def test_a_refused_change_changes_nothing(host, create_customer, profile_of):
	made = create_customer()
	before = profile_of(made["customer"])
	refused(
		host,
		"12",
		"customers.save_customer",
		customer=made["customer"],
		values={"name": "Somebody Else", "customer_notes": "lost", "phone": "12"},
	)
	assert profile_of(made["customer"]) == before


@pytest.fixture(scope="module")
def owner(host) -> str:
	return host.call("customers.save_customer", values={"name": "Owner Of Broken Cars"})["customer"]


@pytest.mark.parametrize(("values", "word"), **cases(VEHICLES))
def test_a_car_that_cannot_be_kept_is_refused(host, owner, values, word):
	refused(host, word, "vehicles.add_vehicle", customer=owner, values={"plate": random_plate(), **values})
	assert host.call("profile.get_profile", customer=owner)["vehicles"] == []


@pytest.fixture(scope="module")
def car(host) -> str:
	customer = host.call("customers.save_customer", values={"name": "Owner Of A Good Car"})["customer"]
	values = {"plate": random_plate(), "vin": random_vin(), "odometer": 5000}
	return host.call("vehicles.add_vehicle", customer=customer, values=values)["vehicle"]


@pytest.mark.parametrize(("values", "word"), **cases(VEHICLES[1:]))
def test_a_car_is_not_changed_into_what_cannot_be_kept(host, car, values, word):
	before = host.call("profile.vehicle_history", vehicle=car)
	refused(host, word, "vehicles.save_vehicle", vehicle=car, values=values)
	assert host.call("profile.vehicle_history", vehicle=car) == before


@pytest.mark.parametrize(("values", "word"), **cases(INTERACTIONS))
def test_an_interaction_that_cannot_be_kept_is_refused(host, owner, values, word):
	refused(host, word, "messaging.add_interaction", customer=owner, values=values)
	assert host.call("messaging.history", customer=owner)["entries"] == []


@pytest.mark.parametrize(("arguments", "word"), **cases(SALES))
def test_a_sale_that_cannot_have_been_is_refused(host, owner, car, arguments, word):
	refused(host, word, "vehicles.sell_vehicle", vehicle=car, customer=owner, **arguments)
	refused(host, word, "vehicles.end_ownership", vehicle=car, **arguments)


@pytest.mark.parametrize(("endpoint", "arguments", "word"), **cases(QUESTIONS))
def test_a_question_that_cannot_be_answered_is_refused(host, owner, endpoint, arguments, word):
	refused(host, word, endpoint, customer=owner, **arguments)


@pytest.mark.parametrize("limit", ["many", [20]])
def test_a_page_of_no_number_of_entries_is_refused(host, owner, limit):
	with pytest.raises(CallFailed) as error:
		host.call("messaging.history", customer=owner, limit=limit)
	assert error.value.status == 417


@pytest.mark.parametrize("text", ["", "!!!", "ABح 1234"])
def test_what_is_no_plate_is_not_read(host, text):
	refused(host, text or "plate", "vehicles.read_plate", text=text)


@pytest.mark.parametrize("values", ["not json", "[1, 2]", 7])
@pytest.mark.parametrize(
	"endpoint", ["customers.save_customer", "vehicles.add_vehicle", "messaging.add_interaction"]
)
def test_values_that_are_no_set_of_values_are_refused(host, owner, endpoint, values):
	with pytest.raises(CallFailed) as error:
		host.call(endpoint, customer=owner, values=values)
	assert error.value.status == 417
