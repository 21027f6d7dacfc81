"""The two hosts that the black-box tests speak to."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import requests

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class CallFailed(Exception):
	"""The host refused a call: HTTP status, the exception's name, and the messages for the user."""

	status: int
	kind: str
	messages: list[str]

	def __str__(self) -> str:
		return f"{self.status} {self.kind}: {' '.join(self.messages)}"


@dataclass
class Host:
	"""One of the hosts, as a client on the network sees it; `logins` holds one of its desk users a language, `outsider` one
	without our roles.

	`data` is the preview's file, for what has no endpoint there.
	"""

	name: str
	url: str
	headers: dict[str, str] = field(default_factory=dict)
	logins: dict[str, dict[str, str]] = field(default_factory=dict)
	outsider: dict[str, str] = field(default_factory=dict)
	data: Path = Path()

	@property
	def sender(self) -> dict[str, str]:
		"""Another address each time: a site limits what guests of one address may do in an hour, which all tests together exceed."""
		if self.name != "erpnext":
			return {}
		return {"X-Forwarded-For": str(ip_address(secrets.randbelow(2**24) + int(ip_address("10.0.0.0"))))}

	def request(self, verb: str, path: str, **options: Any) -> requests.Response:
		options["headers"] = {**self.sender, **options.get("headers", self.headers)}
		return requests.request(verb, self.url + path, timeout=60, allow_redirects=False, **options)

	def call(self, method: str, /, _headers: dict[str, str] | None = None, **arguments: Any) -> Any:
		"""The `message` of one endpoint, POSTed as JSON. Raises CallFailed."""
		headers = self.headers if _headers is None else _headers
		response = self.request(
			"POST", f"/api/method/workshop_crm.api.{method}", json=arguments, headers=headers
		)
		return unpack(response)

	def call_as_guest(self, method: str, /, **arguments: Any) -> Any:
		return self.call(method, _headers={}, **arguments)

	def wait_until(self, probe: Any, what: str, seconds: float = 90) -> Any:
		"""The first true answer of `probe`, for what a background job does after the call."""
		end = time.monotonic() + seconds
		while time.monotonic() < end:
			if answer := probe():
				return answer
			time.sleep(0.2)
		pytest.fail(f"{self.name}: {what} did not happen within {seconds:.0f} s")


def unpack(response: requests.Response) -> Any:
	if response.ok:
		return response.json().get("message")
	try:
		body = response.json()
	except ValueError:
		raise CallFailed(response.status_code, "", [response.text[:500]]) from None
	raw = json.loads(body.get("_server_messages") or "[]")
	messages = [json.loads(line)["message"] for line in raw]
	raise CallFailed(response.status_code, body.get("exc_type", ""), messages)


def erpnext_host() -> Host:
	credentials = json.loads(os.environ["WORKSHOP_CRM_SITE_CREDENTIALS"])
	token = f"token {credentials['api_key']}:{credentials['api_secret']}"
	return Host(
		"erpnext",
		os.environ["WORKSHOP_CRM_SITE_URL"],
		{"Authorization": token},
		credentials["logins"],
		credentials["outsider"],
	)


def preview_host(folder: Path) -> Iterator[Host]:
	port = free_port()
	url = f"http://127.0.0.1:{port}"
	command = [sys.executable, "-m", "workshop_crm.preview", "serve", "--port", str(port), "--demo"]
	with (folder / "log.txt").open("wb") as log:
		process = subprocess.Popen(
			[*command, "--data", str(folder / "preview.sqlite3")],
			cwd=ROOT,
			stdout=log,
			stderr=subprocess.STDOUT,
		)
	try:
		wait_for_answer(url, process, folder / "log.txt")
		yield Host("preview", url, data=folder / "preview.sqlite3")
	finally:
		process.terminate()
		process.wait(timeout=20)


def wait_for_answer(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
	for _try in range(600):
		if process.poll() is not None:
			pytest.fail(f"the preview ended by itself:\n{log.read_text(errors='replace')}")
		try:
			requests.get(f"{url}/api/method/workshop_crm.api.session.context", timeout=5)
			return
		except (requests.ConnectionError, requests.Timeout):
			time.sleep(0.1)
	pytest.fail(f"the preview did not answer within a minute:\n{log.read_text(errors='replace')}")


def free_port() -> int:
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return int(probe.getsockname()[1])
