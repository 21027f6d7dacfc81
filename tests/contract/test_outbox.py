"""Messages in the outbox, sent again: to whom, and whether at all, is decided by what holds today."""

import pytest

from factories import random_phone
from hosts import CallFailed


@pytest.fixture
def invited(host, create_customer, complete_service):
	"""A customer with an invitation in the outbox, and how to read those messages, newest first."""
	made = create_customer()
	complete_service(made["customer"])

	def messages() -> list[dict]:
		rows = host.call("messaging.outbox", limit=500)
		return [row for row in rows if row["customer"] == made["customer"]]

	host.wait_until(messages, "an invitation in the outbox")
	return made, messages


def test_a_message_is_sent_again_to_the_present_address(host, invited):
	made, messages = invited
	(before,) = messages()
	host.call("customers.save_customer", customer=made["customer"], values={"phone": random_phone()})
	phone = host.call("profile.get_profile", customer=made["customer"])["phone"]["e164"]
	host.call("messaging.send_again", message=before["message"])
	assert before["recipient"] != phone
	assert messages()[0]["recipient"] == phone


def test_a_customer_who_does_not_agree_any_more_is_not_written_to_again(host, invited):
	made, messages = invited
	(before,) = messages()
	host.call("customers.save_customer", customer=made["customer"], values={"channels": []})
	with pytest.raises(CallFailed) as refusal:
		host.call("messaging.send_again", message=before["message"])
	assert refusal.value.status == 417
	assert "agreed" in str(refusal.value)
	assert messages() == [before]
