"""Job queues in every state: one that works, and those that refuse, swallow or have no room."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from redis import Redis
from redis.exceptions import ConnectionError

SECONDS_TO_START = 10


@contextmanager
def working(*options: str) -> Iterator[str]:
	"""The address of a new, empty Redis."""
	with tempfile.TemporaryDirectory() as folder, closed() as address:
		port = address.rsplit(":", 1)[1]
		command = ["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", folder]
		server = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL)
		try:
			_wait_for(Redis.from_url(address))
			yield address
		finally:
			server.kill()
			server.wait()


@contextmanager
def full() -> Iterator[str]:
	"""The address of a Redis that takes nothing more."""
	with working("--maxmemory", "100kb", "--maxmemory-policy", "noeviction") as address:
		yield address


@contextmanager
def closed() -> Iterator[str]:
	"""An address that refuses every connection."""
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		port = probe.getsockname()[1]
	yield f"redis://127.0.0.1:{port}"


@contextmanager
def silent() -> Iterator[str]:
	"""An address that takes every connection and never says a word, as a Redis that hangs."""
	with socket.create_server(("127.0.0.1", 0), backlog=100) as server:
		yield f"redis://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def swallowing() -> Iterator[str]:
	"""An address whose packets are dropped: no connection is ever made."""
	with ExitStack() as sockets:
		server = sockets.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
		for _place in range(4):
			waiting = sockets.enter_context(socket.socket())
			waiting.setblocking(False)
			with suppress(BlockingIOError):
				waiting.connect(server.getsockname())
		yield f"redis://127.0.0.1:{server.getsockname()[1]}"


AWAY = {"down": closed, "hangs": silent, "swallows packets": swallowing, "full": full}


def _wait_for(server: Redis) -> None:
	started = time.monotonic()
	while time.monotonic() < started + SECONDS_TO_START:
		with suppress(ConnectionError):
			server.ping()
			return
		time.sleep(0.05)
	raise AssertionError("No Redis could be started.")
