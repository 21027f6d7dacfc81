"""A preview of its own for every test: an empty workshop in a temporary file, a clock that stands still, a client."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from data_export import DATA_EXPORT
from hosts import CallFailed
from workshop_crm.preview.http.app import PreviewApp
from workshop_crm.preview.http.guard import Guard
from workshop_crm.preview.http.server import open_server
from workshop_crm.preview.jobs.worker import Worker
from workshop_crm.preview.workshop import Workshop

CONSENT = [{"channel": "WhatsApp", "consent_date": "2026-01-05", "source": "Counter"}]


class Clock:
	"""Tells the moment it was set to."""

	def __init__(self) -> None:
		self.now = datetime(2026, 3, 10, 9, 30)

	def __call__(self) -> datetime:
		return self.now

	def pass_time(self, **parts: float) -> None:
		self.now += timedelta(**parts)


def refused(response: TestResponse) -> CallFailed:
	answer = response.get_json()
	messages = [json.loads(line)["message"] for line in json.loads(answer["_server_messages"])]
	return CallFailed(response.status_code, answer["exc_type"], messages)


@pytest.fixture
def clock() -> Clock:
	return Clock()


@pytest.fixture(scope="session")
def empty_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
	"""A data file as the first start leaves it."""
	data = tmp_path_factory.mktemp("empty") / "preview.sqlite3"
	with Workshop(data, Clock()).open() as connection:
		connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
	return data


@pytest.fixture
def workshop(tmp_path: Path, clock: Clock, empty_data: Path) -> Workshop:
	data = tmp_path / "preview.sqlite3"
	shutil.copyfile(empty_data, data)
	return Workshop(data, clock)


@pytest.fixture
def data_export() -> str:
	return DATA_EXPORT


@pytest.fixture
def client(workshop: Workshop) -> Client:
	return Client(PreviewApp(workshop, Guard("127.0.0.1")))


@pytest.fixture
def worker(workshop: Workshop) -> Worker:
	return Worker(workshop)


@pytest.fixture
def call(client: Client) -> Callable[..., Any]:
	"""The `message` of an endpoint, POSTed as JSON; raises CallFailed."""

	def post(method: str, /, **arguments: Any) -> Any:
		response = client.post(
			f"/api/method/workshop_crm.api.{method}", json=arguments, base_url="http://127.0.0.1"
		)
		if response.status_code != 200:
			raise refused(response)
		return response.get_json()["message"]

	return post


@pytest.fixture
def new_customer(call: Callable[..., Any]) -> Callable[..., str]:
	def create(**changes: Any) -> str:
		values = {
			"name": "Reem Alward",
			"name_ar": "ريم الورد",
			"phone": "0551234567",
			"channels": CONSENT,
			**changes,
		}
		return call("customers.save_customer", values=values)["customer"]

	return create


@pytest.fixture
def sell(call: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
	"""Complete a service of one line; every sale has a key of its own."""
	count = 0

	def complete(customer: str, rate: float = 400, **more: Any) -> dict[str, Any]:
		nonlocal count
		count += 1
		lines = [{"item": "LAB-HOUR", "qty": 1, "rate": rate}]
		arguments = {"lines": lines, "idempotency_key": f"sale-{count}", **more}
		return call("visits.complete", customer=customer, **arguments)

	return complete


@pytest.fixture
def rows(workshop: Workshop) -> Callable[..., list[dict[str, Any]]]:
	"""What a query finds in the data file."""

	def query(statement: str, *values: Any) -> list[dict[str, Any]]:
		with workshop.open() as connection:
			return [dict(row) for row in connection.execute(statement, values)]

	return query


@pytest.fixture
def address(workshop: Workshop) -> Iterator[str]:
	"""Where a browser finds the workshop."""
	server = open_server(PreviewApp(workshop, Guard("127.0.0.1")), "127.0.0.1", 0)
	thread = Thread(target=server.serve_forever)
	thread.start()
	yield f"http://127.0.0.1:{server.server_address[1]}"
	server.shutdown()
	thread.join()
	server.server_close()
