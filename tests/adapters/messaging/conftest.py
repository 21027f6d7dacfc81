from collections.abc import Iterator

import pytest

import meta_peer
from meta_peer import MetaApi
from provider_peers import Peer, listening
from workshop_crm.adapters.messaging.meta.settings import MetaSettings
from workshop_crm.adapters.messaging.retries import Retries


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
