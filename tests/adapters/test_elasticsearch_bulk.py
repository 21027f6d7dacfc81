"""Writing to a server that has no room, forgets to answer, or refuses a document."""

import json
import time

import pytest
from elastic_transport import ConnectionError as NotConnected
from elasticsearch import ApiError, Elasticsearch

from stub_server import PRODUCT, serving
from workshop_crm.adapters.search.elasticsearch import bulk
from workshop_crm.adapters.search.elasticsearch.bulk import BulkWriter, Change
from workshop_crm.core.search.errors import DocumentsRefused, EngineUnavailable, IndexUnavailable

NO_ROOM = {"type": "es_rejected_execution_exception", "reason": "rejected execution: queue capacity = 10"}


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch):
	monkeypatch.setattr(bulk, "_FIRST_PAUSE", 0.001)
	monkeypatch.setattr(bulk, "_MAX_PAUSE", 0.01)


class Server:
	"""Keeps what it takes; `verdict(id, times asked before)` may give the status and the error of one document."""

	def __init__(self, verdict=lambda customer, before: None, whole=lambda request: None):
		self.kept, self.asked, self.sizes, self.requests = {}, {}, [], 0
		self._verdict, self._whole = verdict, whole

	def answer(self, path, body):
		self.requests += 1
		if refusal := self._whole(self.requests):
			return refusal, PRODUCT, {"error": NO_ROOM, "status": refusal}
		lines = [json.loads(line) for line in body.splitlines()]
		items, size = [], 0
		while lines:
			((action, about),) = lines.pop(0).items()
			outcome = self._one(action, about, lines.pop(0) if action == "index" else None)
			items.append({action: {"_id": about["_id"], "_index": about["_index"], **outcome}})
			size += 1
		self.sizes.append(size)
		errors = any("error" in outcome for item in items for outcome in item.values())
		return 200, PRODUCT, {"errors": errors, "items": items}

	def _one(self, action, about, document):
		customer = about["_id"]
		before = self.asked.setdefault(customer, 0)
		self.asked[customer] += 1
		if verdict := self._verdict(customer, before):
			return {"status": verdict[0], "error": verdict[1]}
		self.kept[customer] = document
		return {"status": 201}


def changes(count):
	return [Change(f"C{number}", json.dumps({"n": number}).encode(), version=7) for number in range(count)]


def write(server, some, patience=20.0, aliases=("shop",)):
	with serving(server.answer) as address, Elasticsearch(address) as client:
		BulkWriter(client, aliases, patience).write(some)


def test_many_documents_go_in_portions_each_once():
	server = Server()
	write(server, iter(changes(2500)))
	assert server.kept == {f"C{number}": {"n": number} for number in range(2500)}
	assert server.sizes == [1000, 1000, 500]


def test_large_documents_go_in_smaller_portions(monkeypatch):
	monkeypatch.setattr(bulk, "MAX_BYTES_AT_ONCE", 100)
	server = Server()
	write(server, changes(100))
	assert len(server.kept) == 100
	assert max(server.sizes) < 20


def test_only_what_found_no_room_is_sent_again():
	server = Server(
		lambda customer, before: (429, NO_ROOM) if customer.endswith("5") and before < 2 else None
	)
	write(server, changes(300))
	assert len(server.kept) == 300
	assert server.asked["C5"] == 3
	assert server.asked["C6"] == 1


def test_a_server_that_has_no_room_for_a_moment_gets_every_document_once():
	server = Server(whole=lambda request: 429 if request <= 3 else None)
	write(server, changes(4000))
	assert len(server.kept) == 4000
	assert server.sizes == [1000] * 4
	assert set(server.asked.values()) == {1}


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_server_that_has_no_room_for_long_is_given_up_in_time(status):
	server = Server(whole=lambda request: status)
	began = time.monotonic()
	with pytest.raises(ApiError):
		write(server, changes(5), patience=0.3)
	assert time.monotonic() - began < 5
	assert server.requests > 2


def test_documents_that_never_find_room_are_given_up_in_time():
	server = Server(lambda customer, before: (429, NO_ROOM))
	with pytest.raises(EngineUnavailable, match="no room"):
		write(server, changes(5), patience=0.3)


def test_a_server_that_is_away_for_a_moment_gets_the_portion_again(monkeypatch):
	server, calls = Server(), []
	with serving(server.answer) as address, Elasticsearch(address, max_retries=0) as client:
		original = client.transport.perform_request

		def unsteady(*arguments, **options):
			calls.append(arguments)
			if len(calls) <= 2:
				raise NotConnected("hung up")
			return original(*arguments, **options)

		monkeypatch.setattr(client.transport, "perform_request", unsteady)
		BulkWriter(client, ["shop"], 20.0).write(changes(10))
	assert len(server.kept) == 10


def test_what_the_server_will_never_take_is_named_and_the_rest_is_written():
	bad = {"type": "document_parsing_exception", "reason": "a field is too long"}
	server = Server(lambda customer, before: (400, bad) if customer == "C3" else None)
	with pytest.raises(DocumentsRefused) as error:
		write(server, changes(1500))
	assert error.value.refused == {"C3": "a field is too long"}
	assert "C3: a field is too long" in str(error.value)
	assert len(server.kept) == 1499


def test_a_newer_version_there_is_no_error():
	newer = {"type": "version_conflict_engine_exception", "reason": "current version [9] is higher"}
	write(Server(lambda customer, before: (409, newer)), changes(3))


def test_an_alias_that_is_gone_is_left_out_unless_it_is_the_only_one():
	gone = {"type": "index_not_found_exception", "reason": "no such index"}
	server = Server(lambda customer, before: (404, gone) if before == 0 else None)
	write(server, changes(1), aliases=("old", "new"))
	assert server.kept == {"C0": {"n": 0}}
	with pytest.raises(IndexUnavailable):
		write(Server(lambda customer, before: (404, gone)), changes(1))


def test_to_forget_somebody_unknown_is_no_error():
	class Forgets(Server):
		def _one(self, action, about, document):
			assert (action, about["version"]) == ("delete", 3)
			return {"status": 404, "result": "not_found"}

	write(Forgets(), [Change("C1", None, version=3)])
