"""Pictures at providers: fetched with the account's own right, from the provider alone, and never larger than asked for."""

from dataclasses import replace

import pytest

import meta_peer
from provider_peers import DROP, HANG, Peer, listening
from workshop_crm.adapters.messaging.meta.pictures import MetaPictures
from workshop_crm.adapters.messaging.retries import Retries
from workshop_crm.adapters.messaging.twilio.pictures import TwilioPictures
from workshop_crm.adapters.messaging.twilio.settings import TwilioSettings
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.pictures import MAX_BYTES
from workshop_crm.core.messaging.sender import SendingFailed

PICTURE = "the bytes of a picture"
TWILIO_URL = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"


class Files:
	"""Keeps one file: `address` is where Meta says that it lies, `leads_to` where Twilio leads on to."""

	def __init__(self) -> None:
		self.address = ""
		self.leads_to = ""
		self.body = PICTURE

	def answer(self, call):
		if call.path == "/v23.0/77":
			return 200, {}, {"url": self.address, "mime_type": "image/jpeg", "id": "77"}
		if call.path.startswith("/2010-04-01/") and self.leads_to:
			return 307, {"Location": self.leads_to}, {}
		return 200, {}, {"file": self.body}


@pytest.fixture
def files():
	return Files()


@pytest.fixture
def server(files):
	with listening(Peer(files.answer)) as peer:
		files.address = f"{peer.address}/file"
		yield peer


@pytest.fixture
def meta_pictures(server, meta_settings):
	return MetaPictures(replace(meta_settings, address=server.address))


@pytest.fixture
def twilio_pictures(server):
	addresses = {"api.twilio.com": server.address}
	settings = TwilioSettings("AC1", "token", read_timeout=0.4, retries=Retries(), addresses=addresses)
	return TwilioPictures(settings)


def test_meta_gives_the_address_and_then_the_file_to_the_token(meta_pictures, server):
	assert PICTURE.encode() in meta_pictures.fetch("77")
	assert {call.headers["Authorization"] for call in server.calls} == {f"Bearer {meta_peer.TOKEN}"}


@pytest.mark.parametrize(
	"address",
	[
		"http://lookaside.fbsbx.com/x",
		"https://evil.example/x",
		"https://facebook.com.evil.example/x",
		"",
		7,
		None,
	],
)
def test_the_token_goes_to_no_other_host(meta_pictures, server, files, address):
	files.address = address
	with pytest.raises(InvalidInput):
		meta_pictures.fetch("77")
	assert len(server.calls) == 1


def test_twilio_gives_the_file_to_the_account(twilio_pictures, server):
	assert PICTURE.encode() in twilio_pictures.fetch(TWILIO_URL)
	assert server.calls[0].headers["Authorization"].startswith("Basic ")


def test_where_twilio_leads_on_to_the_account_is_not_shown(twilio_pictures, server, files):
	with listening(Peer(Files().answer)) as elsewhere:
		files.leads_to = f"{elsewhere.address.replace('127.0.0.1', 'localhost')}/signed"
		assert PICTURE.encode() in twilio_pictures.fetch(TWILIO_URL)
		assert "Authorization" not in elsewhere.calls[0].headers


@pytest.mark.parametrize(
	"address", ["https://evil.example/x", "http://api.twilio.com/x", "file:///etc/passwd", ""]
)
def test_no_other_address_is_opened(twilio_pictures, server, address):
	with pytest.raises(InvalidInput):
		twilio_pictures.fetch(address)
	assert server.calls == []


def test_a_file_that_is_too_large_is_left_where_it_is(twilio_pictures, files):
	files.body = "x" * (MAX_BYTES + 1)
	with pytest.raises(InvalidInput):
		twilio_pictures.fetch(TWILIO_URL)


@pytest.mark.parametrize("fault", [DROP, HANG, (500, {}, {}), (404, {}, {}), (403, {}, {})])
def test_what_goes_wrong_on_the_way_may_be_asked_for_again(twilio_pictures, server, fault):
	server.faults.append(fault)
	with pytest.raises(SendingFailed):
		twilio_pictures.fetch(TWILIO_URL)
	assert PICTURE.encode() in twilio_pictures.fetch(TWILIO_URL)
