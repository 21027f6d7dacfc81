"""An extension is kept beside its number; messages on a fixed line get a warning, not a refusal."""

import secrets

import pytest

TODAY = "2026-01-05"


def landline() -> str:
	return "011" + "".join(secrets.choice("23456789") for _ in range(7))


def consent(channel: str) -> dict[str, str]:
	return {"channel": channel, "consent_date": TODAY, "source": "Front desk"}


@pytest.fixture
def save(host):
	def saved(customer: str | None = None, **values) -> dict:
		arguments = {"customer": customer} if customer else {}
		return host.call("customers.save_customer", values=values, **arguments)

	return saved


@pytest.mark.parametrize("between", [" ext. ", "x", " #", " تحويلة "])
def test_an_extension_is_kept_beside_the_number(save, profile_of, between):
	phone = landline()
	customer = save(name="Reem Alward", phone=f"{phone}{between}12")["customer"]
	shown = profile_of(customer)["phone"]
	assert (shown["e164"], shown["extension"], shown["problem"]) == (f"+966{phone[1:]}", "12", None)
	save(customer, name="Reem Alramli")
	assert profile_of(customer)["phone"]["extension"] == "12"
	save(customer, phone=f"{shown['display']} x12")
	assert profile_of(customer)["phone"] == shown
	save(customer, phone=phone)
	assert profile_of(customer)["phone"]["extension"] == ""


def test_the_emergency_contact_may_have_one_too(save, profile_of):
	contact = {"name": "Huda", "phone": f"{landline()} ext 7"}
	customer = save(name="Reem Alward", emergency_contact=contact)["customer"]
	assert profile_of(customer)["emergency_contact"]["phone"]["extension"] == "7"


def test_a_number_with_an_extension_is_found_by_the_number(host, save):
	phone = landline()
	customer = save(name="Reem Alward", phone=f"{phone} ext 4321")["customer"]

	def finds(typed: str) -> bool:
		return customer in [
			hit["customer"] for hit in host.call("search.find", query=typed, limit=50)["hits"]
		]

	host.wait_until(lambda: finds(phone), "indexing of a new customer")
	assert not finds(f"{phone}4321")


@pytest.mark.parametrize(
	("channel", "word", "usable"), [("SMS", "SMS", False), ("WhatsApp", "WhatsApp Business", True)]
)
def test_messages_to_a_fixed_line_are_a_warning_and_shown_with_the_channel(
	save, profile_of, channel, word, usable
):
	saved = save(name="Reem Alward", phone=landline(), channels=[consent(channel)])
	(warning,) = saved["warnings"]
	assert "fixed line" in warning
	assert word in warning
	(row,) = profile_of(saved["customer"])["channels"]
	assert (row["channel"], row["usable"]) == (channel, usable)
	assert warning in (row["why_not"], row["doubt"])


def test_a_mobile_gets_no_warning(create_customer, save):
	customer = create_customer()["customer"]
	assert save(customer, channels=[consent("SMS"), consent("WhatsApp")])["warnings"] == []
