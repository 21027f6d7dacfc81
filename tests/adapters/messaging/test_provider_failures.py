"""What fails at a provider, whichever it is: tried again, left to the queue, given up, or nobody knows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

import meta_peer
import twilio_peer
from provider_peers import DROP, HANG, Answer, Peer
from workshop_crm.adapters.messaging.meta.sender import MetaWhatsApp
from workshop_crm.adapters.messaging.twilio.sender import TwilioSender
from workshop_crm.core.messaging.sender import Outgoing, Sender, SendingFailed

META = Outgoing("SVI-00001:1:WhatsApp", "WhatsApp", "+966551234567", "ar", "كيف كانت زيارتك؟")
TWILIO = replace(META, channel="SMS")
NOWHERE = "http://127.0.0.1:9"
CODES = {
	"meta": [
		(130429, 400, "retry"),
		(80007, 400, "retry"),
		(131056, 400, "retry"),
		(131000, 500, "retry"),
		(131016, 503, "retry"),
		(2, 500, "retry"),
		(190, 401, "settings"),
		(10, 403, "settings"),
		(131030, 400, "settings"),
		(132000, 400, "settings"),
		(132001, 404, "settings"),
		(131026, 400, "other_channel"),
		(131049, 400, "other_channel"),
		(131047, 400, "template"),
		(131050, 400, "opted_out"),
	],
	"twilio": [
		(20429, 429, "retry"),
		(20500, 500, "retry"),
		(20503, 503, "retry"),
		(63018, 400, "retry"),
		(20003, 401, "settings"),
		(21608, 400, "settings"),
		(21606, 400, "settings"),
		(21408, 400, "settings"),
		(21211, 400, "other_channel"),
		(21614, 400, "other_channel"),
		(21610, 400, "opted_out"),
		(63016, 400, "template"),
		(63027, 400, "settings"),
		(99999, 400, "settings"),
	],
}


@dataclass
class Provider:
	"""A provider's peer, and a way to send to it: `error` is its answer to a code, `busy` its code for too many calls."""

	api: Any
	server: Peer
	sender: Sender
	message: Outgoing
	error: Callable[[int, int], Answer]
	busy: int
	without_address: Sender

	def failure(self, sender: Sender | None = None) -> SendingFailed:
		with pytest.raises(SendingFailed) as failure:
			(sender or self.sender).send(self.message)
		return failure.value


@pytest.fixture
def meta_provider(meta, meta_server, meta_settings) -> Provider:
	nowhere = MetaWhatsApp(replace(meta_settings, address=NOWHERE))
	sender = MetaWhatsApp(meta_settings)
	return Provider(meta, meta_server, sender, META, meta_peer.error, 130429, nowhere)


@pytest.fixture
def twilio_provider(twilio, twilio_server, twilio_settings) -> Provider:
	nowhere = TwilioSender(replace(twilio_settings, addresses={"api.twilio.com": NOWHERE}))
	sender = TwilioSender(twilio_settings)
	return Provider(twilio, twilio_server, sender, TWILIO, twilio_peer.error, 20429, nowhere)


@pytest.fixture(params=CODES)
def provider(request) -> Provider:
	return request.getfixturevalue(f"{request.param}_provider")


@pytest.mark.parametrize(
	("name", "code", "status", "remedy"), [(name, *row) for name, rows in CODES.items() for row in rows]
)
def test_only_what_passes_by_itself_is_tried_again_and_not_often(name, code, status, remedy, waits, request):
	provider = request.getfixturevalue(f"{name}_provider")
	provider.server.faults = [provider.error(status, code)] * 5
	failure, attempts = provider.failure(), 3 if remedy == "retry" else 1
	assert (failure.remedy, failure.code) == (remedy, str(code))
	assert (len(provider.server.calls), len(waits), provider.api.taken) == (attempts, attempts - 1, {})
	assert all(0 <= wait <= 8 for wait in waits)


def test_a_busy_provider_is_asked_again_when_it_said_and_takes_the_message_once(provider, waits):
	status, _headers, body = provider.error(429, provider.busy)
	provider.server.faults = [(status, {"Retry-After": "3"}, body)]
	receipt = provider.sender.send(provider.message)
	assert (list(provider.api.taken), waits) == ([receipt.provider_id], [3.0])


def test_a_long_wait_is_left_to_the_queue(provider, waits):
	status, _headers, body = provider.error(429, provider.busy)
	provider.server.faults = [(status, {"Retry-After": "600"}, body)] * 3
	failure = provider.failure()
	assert (failure.remedy, failure.retry_after, waits) == ("retry", 600.0, [])


@pytest.mark.parametrize(
	"fault",
	[
		HANG,
		DROP,
		(502, {}, b"<html>bad gateway</html>"),
		(200, {}, b"ok"),
		(200, {}, {}),
		(201, {}, b"ok"),
		(201, {}, {}),
	],
)
def test_a_message_that_may_have_left_is_never_sent_again(fault, provider, waits):
	provider.server.faults_after = [fault]
	assert provider.failure().remedy == "unknown"
	assert (len(provider.api.taken), len(provider.server.calls), waits) == (1, 1, [])


def test_a_provider_that_cannot_be_reached_is_tried_again(provider, waits):
	assert provider.failure(provider.without_address).remedy == "retry"
	assert len(waits) == 2
