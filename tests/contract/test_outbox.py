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
		rows = host.call("messaging.messages", direction="Outgoing", limit=500)["messages"]
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


def test_a_message_that_was_answered_does_not_wait_in_the_outbox_any_more(host, invited):
	_made, messages = invited
	(before,) = messages()
	assert before["status"] == "Outbox"
	token = before["link"].rsplit("/s/", 1)[1]
	host.call_as_guest("surveys.answer", token=token, answers={"rating": 5})
	(after,) = messages()
	assert (after["message"], after["status"]) == (before["message"], "Sent")


def test_a_message_about_a_cancelled_visit_goes_again_only_when_somebody_is_sure(
	host, create_customer, complete_service
):
	customer = create_customer()["customer"]
	sale = complete_service(customer)

	def mine() -> list[dict]:
		return [
			row
			for row in host.call("messaging.messages", direction="Outgoing", limit=500)["messages"]
			if row["customer"] == customer
		]

	(before,) = host.wait_until(mine, "an invitation in the outbox")
	host.call("visits.cancel", invoice=sale["invoice"])
	host.wait_until(lambda: mine()[0]["status"] == "Withdrawn", "the withdrawal of the message")
	with pytest.raises(CallFailed) as refusal:
		host.call("messaging.send_again", message=before["message"])
	assert "answered or cancelled" in str(refusal.value)
	assert mine()[0]["unwanted"]
	host.call("messaging.send_again", message=before["message"], is_sure=True)
	assert [(row["status"], row["unwanted"]) for row in mine()] == [("Outbox", False)]


def test_sending_again_adds_no_message(host, invited):
	_made, messages = invited
	(before,) = messages()
	again = host.call("messaging.send_again", message=before["message"])
	assert again == {"message": before["message"], "status": "Outbox"}
	assert messages() == [before]


@pytest.mark.parametrize(
	("channel", "language", "segments"), [("SMS", "ar", 2), ("SMS", "en", 1), ("WhatsApp", "ar", 0)]
)
def test_sms_are_counted_with_the_link_that_is_sent_and_for_sms_alone(
	host, create_customer, complete_service, channel, language, segments
):
	consent = {"channel": channel, "consent_date": "2026-01-05", "source": "Front desk"}
	customer = create_customer(channels=[consent], language=language)["customer"]
	complete_service(customer)

	def mine() -> list[dict]:
		return [
			row
			for row in host.call("messaging.messages", direction="Outgoing", limit=500)["messages"]
			if row["customer"] == customer
		]

	(message,) = host.wait_until(mine, "an invitation in the outbox")
	assert message["channel"] == channel
	assert message["link"] in message["text"]
	assert message["segments"] == segments


@pytest.mark.parametrize("method", ["messaging.messages", "surveys.responses"])
def test_a_list_has_as_many_rows_as_were_asked_for_at_least_one_and_at_most_500(host, invited, method):
	_made, messages = invited
	token = messages()[0]["link"].rsplit("/s/", 1)[1]
	host.call_as_guest("surveys.answer", token=token, answers={"rating": 4})

	def rows(limit: int) -> list[dict]:
		return host.call(method, limit=limit)[method.split(".")[1]]

	assert len(rows(1)) == len(rows(0)) == len(rows(-5)) == 1
	assert rows(10**6) == rows(500)


def test_the_page_of_messages_is_narrowed_down(host, invited):
	made, messages = invited
	(before,) = messages()
	customer = made["customer"]

	def page(**filters: object) -> list[str]:
		answer = host.call("messaging.messages", customer=customer, **filters)
		return [row["message"] for row in answer["messages"]]

	mine = [before["message"]]
	today = before["created"][:10]
	assert (
		page() == page(state="outbox") == page(direction="Outgoing", from_date=today, to_date=today) == mine
	)
	assert page(channel=before["channel"]) == mine
	assert page(state="trouble") == page(direction="Incoming") == page(to_date="2020-01-01") == []
	host.call("messaging.mark_sent", message=before["message"])
	assert page(state="outbox") == []
	assert page(state="sent") == mine


def test_the_pages_of_messages_follow_each_other_without_a_gap(host, invited):
	rows, before = [], None
	while len(rows) < 7:
		answer = host.call("messaging.messages", limit=2, before=before)
		rows += answer["messages"]
		before = answer["next"]
		if before is None:
			break
	all_at_once = host.call("messaging.messages", limit=len(rows))["messages"]
	assert [row["message"] for row in rows] == [row["message"] for row in all_at_once]


@pytest.mark.parametrize(
	"wrong", [{"state": "nowhere"}, {"channel": "Pigeon"}, {"direction": "Up"}, {"before": "x"}]
)
def test_a_filter_that_there_is_not_is_refused(host, wrong):
	with pytest.raises(CallFailed) as refusal:
		host.call("messaging.messages", **wrong)
	assert refusal.value.status == 417


def test_what_has_left_is_neither_marked_nor_sent_again(host, invited):
	_made, messages = invited
	(before,) = messages()
	host.call("messaging.mark_sent", message=before["message"])
	for act in ("messaging.mark_sent", "messaging.send_again"):
		with pytest.raises(CallFailed) as refusal:
			host.call(act, message=before["message"])
		assert "has left" in str(refusal.value)
