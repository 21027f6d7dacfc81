"""Small servers in the place of message providers: they remember what was asked, and fail when a test says so."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

HANG = "hang"
DROP = "drop"


@dataclass
class Call:
	"""One request: `body` as it came."""

	method: str
	path: str
	query: dict[str, list[str]]
	headers: dict[str, str]
	body: bytes

	@property
	def json(self) -> Any:
		return json.loads(self.body)

	@property
	def form(self) -> dict[str, str]:
		return {
			name: values[-1] for name, values in parse_qs(self.body.decode(), keep_blank_values=True).items()
		}


Answer = tuple[int, dict[str, str], Any]


@dataclass
class Peer:
	"""Answers by `answer`, after the `faults` that wait: an Answer, HANG (no answer in time) or DROP (hangs up).

	A fault of `faults_after` comes once the request was worked off, as when an answer is lost.
	"""

	answer: Callable[[Call], Answer]
	address: str = ""
	calls: list[Call] = field(default_factory=list)
	faults: list[Any] = field(default_factory=list)
	faults_after: list[Any] = field(default_factory=list)
	hang: float = 2.0

	def respond(self, call: Call) -> Answer | None:
		"""None for a connection that is dropped."""
		self.calls.append(call)
		if self.faults:
			return self._fault(self.faults.pop(0))
		answer = self.answer(call)
		return self._fault(self.faults_after.pop(0)) if self.faults_after else answer

	def _fault(self, fault: Any) -> Answer | None:
		if fault == HANG:
			time.sleep(self.hang)
			return None
		return None if fault == DROP else fault


@contextmanager
def listening(peer: Peer) -> Iterator[Peer]:
	"""The peer behind a port of its own."""
	server = _Server(("127.0.0.1", 0), partial(_Handler, peer))
	threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
	peer.address = f"http://127.0.0.1:{server.server_port}"
	try:
		yield peer
	finally:
		server.shutdown()
		server.server_close()


class _Server(ThreadingHTTPServer):
	daemon_threads = True
	block_on_close = False

	def handle_error(self, *_) -> None:
		"""A client that gave up is what is tested."""


class _Handler(BaseHTTPRequestHandler):
	protocol_version = "HTTP/1.1"

	def __init__(self, peer: Peer, *args: Any) -> None:
		self.peer = peer
		super().__init__(*args)

	def _respond(self) -> None:
		parts = urlsplit(self.path)
		body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
		query = parse_qs(parts.query)
		answer = self.peer.respond(Call(self.command, parts.path, query, dict(self.headers), body))
		if answer is None:
			self.close_connection = True
			return
		status, headers, content = answer
		data = content if isinstance(content, bytes) else json.dumps(content).encode()
		self.send_response(status)
		for name, value in {"Content-Type": "application/json", **headers}.items():
			self.send_header(name, value)
		self.send_header("Content-Length", str(len(data)))
		self.end_headers()
		self.wfile.write(data)

	do_GET = do_POST = do_DELETE = _respond

	def log_message(self, *_) -> None:
		pass


def route(call: Call, method: str, pattern: str) -> re.Match[str] | None:
	"""The parts of a path, where the call is the one that is meant."""
	return re.fullmatch(pattern, call.path) if call.method == method else None
