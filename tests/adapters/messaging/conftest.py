from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

import meta_peer
import twilio_peer
from meta_peer import MetaApi
from provider_peers import Peer, listening
from twilio_peer import TwilioApi
from workshop_crm.adapters.messaging.meta.settings import MetaSettings
from workshop_crm.adapters.messaging.retries import Retries
from workshop_crm.adapters.messaging.twilio.settings import TwilioSettings


@pytest.fixture
def waits() -> list[float]:
	"""The seconds that were waited between attempts."""
	return []


@pytest.fixture
def retries(waits: list[float]) -> Retries:
	return Retries(sleep=waits.append)


@pytest.fixture
def meta() -> MetaApi:
	return MetaApi()


@pytest.fixture
def meta_server(meta: MetaApi) -> Iterator[Peer]:
	with listening(Peer(meta.answer)) as peer:
		yield peer


@pytest.fixture
def meta_settings(meta_server: Peer, retries: Retries) -> MetaSettings:
	return MetaSettings(
		meta_peer.TOKEN,
		meta_peer.NUMBER_ID,
		meta_peer.ACCOUNT_ID,
		address=meta_server.address,
		read_timeout=0.4,
		retries=retries,
	)


HOSTS = {
	"api.twilio.com": "twilio_api_v2010",
	"content.twilio.com": "twilio_content_v1",
	"messaging.twilio.com": "twilio_messaging_v1",
}
SENDERS = "twilio_messaging_v2"
"""The same host's description of WhatsApp's senders."""


@pytest.fixture(scope="session")
def twilio_hosts() -> Iterator[tuple[Peer, dict[str, str]]]:
	"""A fake Twilio, and a proxy for each of its hosts that knows the host's description."""
	with ExitStack() as running:
		peer = running.enter_context(listening(Peer(TwilioApi().answer)))
		try:
			hosts = {
				host: running.enter_context(twilio_peer.described(name, peer.address))
				for host, name in {**HOSTS, SENDERS: SENDERS}.items()
			}
		except twilio_peer.NotPossible as reason:
			pytest.skip(f"requests to Twilio against its own description: {reason}")
		yield peer, hosts


@pytest.fixture
def twilio() -> TwilioApi:
	return TwilioApi()


@pytest.fixture
def twilio_settings(twilio_server: Peer, retries: Retries) -> TwilioSettings:
	"""Straight to the fake, which can fail as a test says."""
	return TwilioSettings(
		twilio_peer.ACCOUNT,
		twilio_peer.TOKEN,
		twilio_peer.FROM,
		"https://crm.example.com/api/method/workshop_crm.api.messaging_webhooks.twilio",
		read_timeout=0.4,
		retries=retries,
		addresses=dict.fromkeys(HOSTS, twilio_server.address),
	)


@pytest.fixture
def twilio_server(twilio: TwilioApi) -> Iterator[Peer]:
	with listening(Peer(twilio.answer)) as peer:
		yield peer


@pytest.fixture
def described_settings(
	twilio: TwilioApi, twilio_hosts: tuple[Peer, dict[str, str]], twilio_settings: TwilioSettings
) -> TwilioSettings:
	"""By way of the proxies."""
	peer, hosts = twilio_hosts
	peer.answer = twilio.answer
	return replace(twilio_settings, addresses=hosts, read_timeout=20)
