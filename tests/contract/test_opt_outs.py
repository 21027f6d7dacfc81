"""A customer who wants no more messages: written down by the front desk, it holds for their addresses and everything."""

import pytest

from factories import random_phone
from hosts import CallFailed


@pytest.fixture
def stopped(host, create_customer, complete_service):
	"""A customer with a message in the outbox, who then asks for no more."""
	customer = create_customer()["customer"]
	complete_service(customer)
	host.wait_until(lambda: messages_of(host, customer), "an invitation in the outbox")
	host.call("messaging.stop", customer=customer)
	return customer


def messages_of(host, customer, **more):
	return host.call("messaging.messages", customer=customer, **more)["messages"]


def test_what_waits_is_withdrawn_with_the_reason_and_is_not_sent_again(host, stopped):
	(message,) = messages_of(host, stopped)
	assert message["status"] == "Withdrawn"
	assert "does not want" in message["reason"]
	with pytest.raises(CallFailed) as refusal:
		host.call("messaging.send_again", message=message["message"])
	assert "does not want" in str(refusal.value)


def test_the_profile_says_so_and_a_call_may_still_be_made(host, stopped):
	profile = host.call("profile.get_profile", customer=stopped)
	assert profile["stopped_on"]
	usable = {row["channel"]: row["usable"] for row in profile["channels"]}
	assert not any(usable[channel] for channel in usable if channel != "Phone")


def test_nothing_more_is_written_even_to_another_customer_with_the_number(
	host, stopped, create_customer, complete_service
):
	phone = host.call("profile.get_profile", customer=stopped)["phone"]["e164"]
	other = create_customer(phone=phone)["customer"]
	complete_service(other)
	complete_service(stopped)
	third = create_customer()["customer"]
	complete_service(third)
	host.wait_until(lambda: messages_of(host, third), "the invitation of somebody else")
	assert messages_of(host, other) == []
	assert len(messages_of(host, stopped)) == 1


def test_whoever_wants_messages_again_gets_them(host, stopped):
	host.call("messaging.allow", customer=stopped)
	assert host.call("profile.get_profile", customer=stopped)["stopped_on"] is None
	(message,) = messages_of(host, stopped)
	host.call("messaging.send_again", message=message["message"])
	assert messages_of(host, stopped)[0]["status"] == "Outbox"


def test_a_new_number_is_a_new_address(host, stopped):
	host.call("customers.save_customer", customer=stopped, values={"phone": random_phone()})
	assert host.call("profile.get_profile", customer=stopped)["stopped_on"] is None


def test_a_customer_without_an_address_has_nothing_to_stop(host, create_customer):
	customer = create_customer(phone="", email="", channels=[])["customer"]
	with pytest.raises(CallFailed) as refusal:
		host.call("messaging.stop", customer=customer)
	assert refusal.value.status == 417


def test_it_is_part_of_what_the_workshop_holds_of_a_person(host, stopped):
	held = host.call("privacy.export", customer=stopped)
	assert {(one["channel"], one["kind"], one["source"]) for one in held["consent_events"]} == {
		("All", "Opt-out", "Staff")
	}


def test_an_erased_person_is_not_written_to_again_until_they_ask_for_it(
	host, create_customer, complete_service
):
	phone = random_phone()
	gone = create_customer(phone=phone)["customer"]
	host.call("privacy.erase", customer=gone, confirm=gone)
	again = create_customer(phone=phone)["customer"]
	assert host.call("profile.get_profile", customer=again)["stopped_on"]
	host.call("messaging.allow", customer=again)
	assert host.call("profile.get_profile", customer=again)["stopped_on"] is None
