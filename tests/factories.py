"""What the black-box tests make for themselves: customers, cars and sales, through the endpoints only."""

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from follow_ups import follow_up_of

GIVEN = ("سلطان", "Sultan"), ("ريم", "Reem"), ("ماجد", "Majed"), ("نورة", "Noura"), ("فهد", "Fahd")
FAMILY = ("الرملي", "Alramli"), ("السدحان", "Alsadhan"), ("المزيد", "Almazyad"), ("الورد", "Alward")
PLATE_LETTERS = "ABJDRSXTEGKLZNHUV"
ARABIC_PLATE_LETTERS = "أبحدرسصطعقكلمنهوى"
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
VIN_LETTERS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
VIN_VALUES = tuple(map(int, "0123456789" + "12345678" + "12345" + "7" + "9" + "23456789"))
VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def random_phone() -> str:
	return "055" + "".join(secrets.choice("0123456789") for _ in range(7))


def random_plate() -> str:
	letters = "".join(secrets.choice(PLATE_LETTERS) for _ in range(3))
	return f"{letters} {secrets.randbelow(9000) + 1000}"


def arabic_plate(latin: str) -> str:
	"""The plate as its owner reads it in Arabic: partners of the letters, from the other side."""
	letters, digits = latin.split()
	partners = dict(zip(PLATE_LETTERS, ARABIC_PLATE_LETTERS, strict=True))
	return " ".join([*(partners[letter] for letter in reversed(letters)), digits.translate(ARABIC_DIGITS)])


def random_vin() -> str:
	"""One whose ninth character is the check digit of ISO 3779."""
	drawn = "".join(secrets.choice(VIN_LETTERS) for _ in range(17))
	return drawn[:8] + vin_check_digit(drawn) + drawn[9:]


def wrong_vin() -> str:
	"""Of a maker in the United States, where the law asks for the check digit."""
	drawn = "1" + random_vin()[1:]
	vin = drawn[:8] + vin_check_digit(drawn) + drawn[9:]
	return vin[:8] + ("2" if vin[8] == "1" else "1") + vin[9:]


def vin_check_digit(vin: str) -> str:
	values = dict(zip(VIN_LETTERS, VIN_VALUES, strict=True))
	return "0123456789X"[
		sum(values[letter] * weight for letter, weight in zip(vin, VIN_WEIGHTS, strict=True)) % 11
	]


@pytest.fixture
def create_customer(host) -> Callable[..., dict[str, Any]]:
	def create(**changes: Any) -> dict[str, Any]:
		given, family = secrets.choice(GIVEN), secrets.choice(FAMILY)
		values = {
			"name": f"{given[1]} {family[1]}",
			"name_ar": f"{given[0]} {family[0]}",
			"language": "ar",
			"phone": random_phone(),
			"channels": [{"channel": "WhatsApp", "consent_date": "2026-01-05", "source": "Front desk"}],
			**changes,
		}
		customer = host.call("customers.save_customer", values=values)["customer"]
		return {**values, "customer": customer}

	return create


@pytest.fixture
def create_vehicle(host) -> Callable[..., dict[str, Any]]:
	def create(customer: str, **changes: Any) -> dict[str, Any]:
		values = {
			"plate": random_plate(),
			"make": "Toyota",
			"model": "Camry",
			"year": 2021,
			"odometer": 1000,
			**changes,
		}
		vehicle = host.call("vehicles.add_vehicle", customer=customer, values=values)["vehicle"]
		return {**values, "vehicle": vehicle}

	return create


@pytest.fixture
def log_interaction(host) -> Callable[..., str]:
	"""A call, unless `changes` say otherwise; returns the entry."""

	def log(customer: str, **changes: Any) -> str:
		values = {"kind": "Call", "direction": "Incoming", "text": "Asked when the car is ready.", **changes}
		return host.call("messaging.add_interaction", customer=customer, values=values)["entry"]

	return log


@pytest.fixture
def profile_of(host) -> Callable[[str], dict[str, Any]]:
	def read(customer: str) -> dict[str, Any]:
		return host.call("profile.get_profile", customer=customer)

	return read


@pytest.fixture
def a_line(host) -> Callable[..., dict[str, Any]]:
	def line(rate: float = 250, qty: float = 1) -> dict[str, Any]:
		item = next(item for item in host.call("visits.options")["items"] if item["service_type"])
		return {"item": item["item"], "qty": qty, "rate": rate}

	return line


@pytest.fixture
def line_of(host) -> Callable[[str], dict[str, Any]]:
	def line(service_type: str) -> dict[str, Any]:
		items = host.call("visits.options")["items"]
		item = next(item["item"] for item in items if item["service_type"] == service_type)
		return {"item": item, "qty": 1, "rate": 180}

	return line


@pytest.fixture
def complete_service(host, a_line) -> Callable[..., dict[str, Any]]:
	def complete(customer: str, rate: float = 250, **more: Any) -> dict[str, Any]:
		arguments = {"lines": [a_line(rate)], "idempotency_key": secrets.token_hex(12), **more}
		return host.call("visits.complete", customer=customer, **arguments)

	return complete


@pytest.fixture
def complain(host, survey_link) -> Callable[[str], dict[str, Any]]:
	"""A customer who was here answers with one star: the follow-up that this opens, as its list has it."""

	def answer(customer: str) -> dict[str, Any]:
		answers = {"rating": 1, "comment": "slow"}
		host.call_as_guest("surveys.answer", token=survey_link(customer), answers=answers)
		return host.wait_until(lambda: follow_up_of(host, customer), "the follow-up")

	return answer


@pytest.fixture
def survey_link(host) -> Callable[[str], str]:
	"""The token of the survey that went to a customer, once the background job has sent it."""

	def find(customer: str) -> str:
		def probe() -> str | None:
			for message in host.call("messaging.messages", direction="Outgoing", limit=20)["messages"]:
				if message["customer"] == customer and "/s/" in (message["link"] or ""):
					return message["link"].rsplit("/s/", 1)[1]
			return None

		return host.wait_until(probe, f"a survey message to {customer}")

	return find
