"""What a provider says about waiting, and what a broken connection says about a message."""

import ssl
from datetime import datetime, timezone
from ssl import SSLCertVerificationError, SSLEOFError

import pytest
import requests
import trustme
from requests import exceptions
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError, SSLError

from stub_server import serving
from workshop_crm.adapters.messaging.faults import failure_of, retry_after
from workshop_crm.adapters.messaging.retries import Retries
from workshop_crm.core.messaging.sender import SendingFailed

NOW = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


@pytest.mark.parametrize(
	("value", "seconds"),
	[
		("0", 0),
		("3", 3),
		(" 120 ", 120),
		("9" * 400, 86_400),
		("Sun, 01 Mar 2026 12:00:30 GMT", 30),
		("Sun, 01 Mar 2026 11:00:00 GMT", 0),
		("Sun, 01 Mar 2036 11:00:00 -0000", 86_400),
		("", None),
		("soon", None),
		("-5", None),
		("1.5", None),
		("\u00b2", None),
		("٣", None),
	],
)
def test_a_wait_is_read_in_seconds_or_as_a_date(value, seconds):
	assert retry_after({"Retry-After": value}, NOW) == seconds


def refused(reason):
	return exceptions.ConnectionError(MaxRetryError(None, "/", reason))


@pytest.mark.parametrize(
	("fault", "remedy"),
	[
		(exceptions.ConnectTimeout(), "retry"),
		(exceptions.SSLError(refused(SSLError(SSLCertVerificationError(1, "self-signed"))).args[0]), "retry"),
		(exceptions.SSLError(refused(SSLError(SSLEOFError(8, "EOF"))).args[0]), "unknown"),
		(exceptions.ProxyError(), "retry"),
		(refused(NewConnectionError(None, "refused")), "retry"),
		(exceptions.ReadTimeout(), "unknown"),
		(exceptions.ConnectionError(ProtocolError("Connection aborted.")), "unknown"),
		(exceptions.ChunkedEncodingError(), "unknown"),
		(exceptions.ConnectionError(), "unknown"),
		(exceptions.InvalidHeader(), "settings"),
	],
)
def test_only_who_never_connected_has_surely_sent_nothing(fault, remedy):
	assert failure_of(fault).remedy == remedy


def test_a_server_whose_certificate_nobody_knows_gets_nothing():
	certificate, encrypted = trustme.CA().issue_cert("127.0.0.1"), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
	certificate.configure_cert(encrypted)
	asked = []
	with serving(lambda *call: asked.append(call) or (200, {}, {}), encrypted) as address:
		with pytest.raises(exceptions.SSLError) as fault:
			requests.post(address, timeout=5)
		assert (failure_of(fault.value).remedy, asked) == ("retry", [])


def test_waits_grow_at_random_and_end():
	waits = []
	retries = Retries(attempts=8, first_wait=1, longest_wait=10, sleep=waits.append)

	def fail():
		raise SendingFailed("retry", "busy")

	with pytest.raises(SendingFailed):
		retries.run(fail)
	assert len(waits) == 7
	assert all(0 <= wait <= min(2**number, 10) for number, wait in enumerate(waits))
