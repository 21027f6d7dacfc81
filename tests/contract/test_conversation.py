"""Staff write to a customer themselves, by what may be used now; without a provider the message waits in the outbox."""

import secrets

import pytest

from hosts import CallFailed

CONSENTS = [
	{"channel": channel, "consent_date": "2026-01-05", "source": "Front desk"}
	for channel in ("WhatsApp", "SMS")
]


@pytest.fixture
def customer(create_customer) -> str:
	return create_customer(channels=CONSENTS)["customer"]


@pytest.fixture
def reply(host, customer):
	def send(text: str = "Your car is ready.", channel: str = "SMS", **more) -> dict:
		arguments = {
			"customer": customer,
			"channel": channel,
			"key": secrets.token_hex(8),
			"text": text,
			**more,
		}
		return host.call("messaging.reply", **arguments)

	return send


def messages_of(host, customer: str) -> list[dict]:
	return host.call("messaging.messages", customer=customer)["messages"]


def ways_of(host, customer: str) -> dict[str, dict]:
	return {way["channel"]: way for way in host.call("messaging.ways", customer=customer)["ways"]}


def test_the_ways_are_those_the_customer_agreed_to(host, create_customer):
	ways = ways_of(host, create_customer(channels=CONSENTS[:1])["customer"])
	assert ways["WhatsApp"]["takes_text"]
	assert not ways["SMS"]["takes_text"]
	assert ways["SMS"]["reason"]
	assert set(ways) == {"WhatsApp", "SMS"}


@pytest.mark.parametrize("channel", ["WhatsApp", "SMS"])
def test_a_text_stands_in_the_conversation_as_it_was_written(host, customer, reply, channel):
	text = "سيارتك جاهزة.\nUntil 6 pm {link}"
	sent = reply(text, channel)
	(message,) = messages_of(host, customer)
	assert (message["message"], message["status"]) == (sent["message"], sent["status"])
	assert message["text"].splitlines()[0] == "سيارتك جاهزة."
	assert (message["channel"], message["direction"]) == (channel, "Outgoing")
	assert message["status"] in ("Outbox", "Queued")
	assert (message["link"], message["template"]) == (None, "")
	assert host.call("messaging.history", customer=customer)["entries"][0]["entry"] == sent["message"]


def test_a_reply_that_is_sent_twice_is_written_once(host, customer, reply):
	key = secrets.token_hex(8)
	assert reply(key=key)["message"] == reply(key=key)["message"]
	assert len(messages_of(host, customer)) == 1


def test_a_corrected_reply_is_another_one(host, customer, reply):
	key = secrets.token_hex(8)
	first, corrected = reply("Ready at 6.", key=key), reply("Ready at 7.", key=key)
	by_whatsapp = reply("Ready at 7.", channel="WhatsApp", key=key)
	assert len({first["message"], corrected["message"], by_whatsapp["message"]}) == 3
	assert sorted(one["text"] for one in messages_of(host, customer)) == [
		"Ready at 6.",
		"Ready at 7.",
		"Ready at 7.",
	]


@pytest.mark.parametrize(
	"wrong", [{"text": " "}, {"text": "a" * 1601}, {"channel": "Email"}, {"key": ""}, {"key": "ü"}]
)
def test_what_cannot_be_sent_is_refused(host, customer, reply, wrong):
	with pytest.raises(CallFailed):
		reply(**wrong)
	assert messages_of(host, customer) == []


def test_whoever_wants_no_messages_gets_none(host, customer, reply):
	host.call("messaging.stop", customer=customer)
	assert not any(way["takes_text"] for way in ways_of(host, customer).values())
	with pytest.raises(CallFailed) as refusal:
		reply()
	assert "does not want" in str(refusal.value)
	assert messages_of(host, customer) == []


def test_a_customer_who_agreed_to_nothing_is_not_written_to(host, create_customer):
	customer = create_customer(channels=[])["customer"]
	with pytest.raises(CallFailed):
		host.call("messaging.reply", customer=customer, channel="SMS", key="k1", text="Ready")
	assert messages_of(host, customer) == []


@pytest.mark.parametrize("template", ["No such template", "Service reminder", "Survey invitation"])
def test_a_template_that_is_not_offered_is_refused(host, customer, reply, template):
	with pytest.raises(CallFailed) as refusal:
		reply(text="", template=template)
	assert "those that are offered" in str(refusal.value)
	assert messages_of(host, customer) == []


def test_nobody_is_no_customer(host):
	for method, more in (("ways", {}), ("reply", {"channel": "SMS", "key": "k", "text": "x"})):
		with pytest.raises(CallFailed):
			host.call(f"messaging.{method}", customer="nobody", **more)
