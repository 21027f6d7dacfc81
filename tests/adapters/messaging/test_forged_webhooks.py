"""Ten thousand calls that are forged, repeated or out of order change nothing that was told before."""

import hashlib
import hmac
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

import meta_peer
import twilio_peer
from workshop_crm.adapters.messaging.meta.webhook import Accounts, read_meta
from workshop_crm.adapters.messaging.twilio.webhook import read_twilio
from workshop_crm.core.common.errors import NotAllowed
from workshop_crm.core.messaging.delivery import Delivery, after
from workshop_crm.core.messaging.inbound import read
from workshop_crm.core.messaging.opt_outs import ConsentEvent, channels_out
from workshop_crm.core.messaging.reports import Webhook

ADDRESS = "https://crm.example.com/api/method/workshop_crm.api.messaging_webhooks.twilio"
SECRET = "app-secret"
NOW = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
CALLS = 10_000
Sent = tuple[str, bytes, str]


@dataclass
class Workshop:
	"""What a host keeps: the state of each message by its provider's id, what came in once, and who opted out."""

	messages: dict[str, Delivery] = field(default_factory=dict)
	received: set[str] = field(default_factory=set)
	events: list[ConsentEvent] = field(default_factory=list)
	refused: int = 0

	def call(self, sent: Sent) -> None:
		try:
			told = _read(*sent)
		except NotAllowed:
			self.refused += 1
			return
		for one in told.statuses:
			if known := self.messages.get(one.provider_id):
				self.messages[one.provider_id] = after(known, one.report, one.error_code)
		for one in told.inbound:
			if one.provider_id in self.received:
				continue
			self.received.add(one.provider_id)
			if read(one.text, one.payload).meaning == "opt_out":
				self.events.append(ConsentEvent(one.address, "All", "Opt-out", one.received_on, "Reply"))

	def state(self) -> str:
		out = channels_out(self.events, "+966551234567")
		return f"{sorted(self.messages.items())} {sorted(self.received)} {len(self.events)} {out}"


def _read(provider: str, body: bytes, signature: str) -> Webhook:
	if provider == "Meta":
		return read_meta(body, signature, SECRET, Accounts(meta_peer.NUMBER_ID), NOW)
	return read_twilio(body, ADDRESS, signature, twilio_peer.TOKEN, twilio_peer.ACCOUNT, NOW)


def meta_call(secret: str = SECRET, **told: object) -> Sent:
	value = {"metadata": {"phone_number_id": meta_peer.NUMBER_ID}, **told}
	call = {
		"object": "whatsapp_business_account",
		"entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}],
	}
	body = json.dumps(call).encode()
	return "Meta", body, "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def twilio_call(token: str = twilio_peer.TOKEN, **fields: str) -> Sent:
	form = {"AccountSid": twilio_peer.ACCOUNT, **fields}
	return "Twilio", urlencode(form).encode(), RequestValidator(token).compute_signature(ADDRESS, form)


def genuine() -> list[Sent]:
	calls = []
	for number in range(8):
		for status in ("sent", "delivered", "read")[: number % 3 + 1]:
			calls.append(meta_call(statuses=[{"id": f"wamid.{number}", "status": status}]))
			calls.append(twilio_call(MessageSid=f"SM{number}", MessageStatus=status))
	calls.append(meta_call(statuses=[{"id": "wamid.8", "status": "failed", "errors": [{"code": 131026}]}]))
	stop = {
		"id": "wamid.in",
		"from": "966551234567",
		"type": "text",
		"text": {"body": "إيقاف"},
		"timestamp": "1749416383",
	}
	return [
		*calls,
		meta_call(messages=[stop]),
		twilio_call(MessageSid="SMin", From="+966551234567", Body="5", SmsStatus="received"),
	]


def spoiled(sent: Sent, random: random.Random) -> Sent:
	"""One byte of the body or of the signature is another one."""
	provider, body, signature = sent
	if random.random() < 0.5:
		place = random.randrange(len(signature))
		return (
			provider,
			body,
			signature[:place] + ("0" if signature[place] != "0" else "1") + signature[place + 1 :],
		)
	place = random.randrange(len(body))
	return provider, body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :], signature


def forged(random: random.Random) -> Sent:
	number = random.randrange(9)
	return random.choice(
		[
			meta_call(
				"guessed",
				statuses=[{"id": f"wamid.{number}", "status": "failed", "errors": [{"code": 131050}]}],
			),
			meta_call(
				"",
				messages=[
					{"id": f"x{number}", "from": "966551234567", "type": "text", "text": {"body": "STOP"}}
				],
			),
			twilio_call("guessed", MessageSid=f"SM{number}", MessageStatus="failed", ErrorCode="21610"),
			twilio_call("", MessageSid=f"x{number}", From="+966551234567", Body="STOP", SmsStatus="received"),
		]
	)


def test_ten_thousand_forged_repeated_and_reordered_calls_change_nothing():
	chance = random.Random(13)
	workshop = Workshop(
		{f"{kind}{number}": Delivery("Sending") for kind in ("wamid.", "SM") for number in range(9)}
	)
	calls = genuine()
	for call in calls:
		workshop.call(call)
	before = workshop.state()
	assert workshop.refused == 0
	assert {one.state for one in workshop.messages.values()} == {
		"Sending",
		"Sent",
		"Delivered",
		"Read",
		"Failed",
	}
	kinds: list[Callable[[], Sent]] = [
		lambda: chance.choice(calls),
		lambda: spoiled(chance.choice(calls), chance),
		lambda: forged(chance),
	]
	for number in range(CALLS):
		workshop.call(kinds[number % 3]())
		if number % 500 == 0:
			assert workshop.state() == before
	assert workshop.state() == before
	# All that were forged or spoiled were refused, and none that only came again.
	assert workshop.refused == CALLS - (CALLS + 2) // 3


def test_the_same_calls_in_any_order_end_in_the_same_state():
	chance, ends = random.Random(13), set()
	for _ in range(20):
		workshop = Workshop(
			{f"{kind}{number}": Delivery("Sending") for kind in ("wamid.", "SM") for number in range(9)}
		)
		for call in chance.sample(genuine() * 2, len(genuine()) * 2):
			workshop.call(call)
		ends.add(workshop.state())
	assert len(ends) == 1
