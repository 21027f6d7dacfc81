"""The button "Test Connection" does not reveal what else listens in the network of the server."""

import socket
import ssl
import threading
import time
from contextlib import contextmanager

import pytest
import trustme

from search_nodes import free_port
from stub_server import PRODUCT, serving
from workshop_crm.adapters.search.elasticsearch import probe as probing
from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings, keeps_to
from workshop_crm.core.common.errors import InvalidInput

WAIT = 0.8


@pytest.fixture(autouse=True)
def short_wait(monkeypatch):
	monkeypatch.setattr(probing, "SECONDS", WAIT)


def probed(*addresses, **settings):
	began = time.monotonic()
	report = probing.probe(EngineSettings(addresses, **settings))
	return report, time.monotonic() - began


@contextmanager
def listening(greeting: bytes | None):
	"""A port that greets as SSH or SMTP do, or that swallows everything."""
	server = socket.create_server(("127.0.0.1", 0))

	def serve():
		try:
			while True:
				connection, _ = server.accept()
				if greeting is not None:
					connection.sendall(greeting)
					connection.close()
				kept.append(connection)
		except OSError:
			return

	kept = []
	threading.Thread(target=serve, daemon=True).start()
	try:
		yield f"http://127.0.0.1:{server.getsockname()[1]}"
	finally:
		server.close()
		for connection in kept:
			connection.close()


def page(status, headers=None, body=b"<html>Router login</html>"):
	return lambda path, _body: (status, {"Content-Type": "text/html", **(headers or {})}, body)


def of_strangers():
	context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
	trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
	yield "a closed port", lambda: _closed()
	yield "a silent port", lambda: listening(None)
	yield "a banner", lambda: listening(b"SSH-2.0-OpenSSH_9.2\r\n")
	yield "a web page", lambda: serving(page(200))
	yield "a page that asks for a password", lambda: serving(page(401))
	yield "a forbidden page", lambda: serving(page(403))
	yield "a missing page", lambda: serving(page(404))
	yield "an error", lambda: serving(page(500))
	yield (
		"another search engine",
		lambda: serving(lambda path, body: (200, {}, {"version": {"number": "8.1"}})),
	)
	yield "a certificate", lambda: serving(page(200), context)


@contextmanager
def _closed():
	yield f"http://127.0.0.1:{free_port()}"


STRANGERS = dict(of_strangers())


@pytest.mark.parametrize("server", list(STRANGERS.values()), ids=list(STRANGERS))
def test_what_is_no_elasticsearch_gets_one_sentence_after_one_time(server):
	with server() as address:
		report, seconds = probed(address)
	assert str(report.problem) == (
		f"No Elasticsearch answers at {address}. Check the name, the port, and https or http. "
		"Save the address to see more."
	)
	assert (report.version, report.cluster) == ("", "")
	assert WAIT <= seconds < WAIT + 2


def test_a_redirect_is_not_followed():
	visited = []

	def target(path, body):
		visited.append(path)
		return 200, PRODUCT, {}

	with serving(target) as inside, serving(page(302, {"Location": f"{inside}/secret"})) as address:
		report, _seconds = probed(address)
	assert "No Elasticsearch answers" in str(report.problem)
	assert visited == []


def test_an_elasticsearch_that_refuses_the_key_says_so():
	error = {"error": {"type": "security_exception", "reason": "unable to authenticate"}, "status": 401}
	with serving(lambda path, body: (401, PRODUCT, error)) as address:
		report, _seconds = probed(address, api_key="abc")
	assert "does not accept the API key" in str(report.problem)


def test_an_old_elasticsearch_says_so():
	old = {"cluster_name": "shop", "version": {"number": "7.17.20"}}
	with serving(lambda path, body: (200, PRODUCT, old)) as address:
		assert "version 8 or later is needed" in str(probed(address)[0].problem)


def test_an_address_that_is_none_is_told_at_once():
	report, seconds = probed("ftp://example.com")
	assert isinstance(report.problem, InvalidInput)
	assert seconds < WAIT


@pytest.mark.parametrize(
	("typed", "kept"),
	[
		({}, True),
		({"hosts": ("https://a:9200",)}, True),
		({"hosts": ("a", "b:9200")}, True),
		({"hosts": ("a", "https://evil.example")}, False),
		({"hosts": ("http://a",)}, False),
		({"hosts": ("a:9201",)}, False),
		({"hosts": ("https://a/path",)}, False),
		({"verify": False}, False),
		({"ca_file": "/etc/ssl/mine.pem"}, False),
	],
)
def test_secrets_stay_with_the_servers_that_they_were_entered_for(typed, kept):
	saved = {"hosts": ("a", "b"), "verify": True, "ca_file": "/etc/ssl/ca.pem"}
	assert keeps_to(EngineSettings(**{**saved, **typed}), EngineSettings(**saved)) is kept


def test_without_a_saved_server_there_is_none_to_keep_to():
	assert not keeps_to(EngineSettings(("a",)), EngineSettings((" ",)))
