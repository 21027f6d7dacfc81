"""The preview with its made-up workshop with its clock stopped: every run shows the same screens."""

import random
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from hosts import Host
from workshop_crm.preview import demo
from workshop_crm.preview.http.app import PreviewApp
from workshop_crm.preview.http.guard import Guard
from workshop_crm.preview.http.server import open_server
from workshop_crm.preview.jobs.worker import Worker
from workshop_crm.preview.workshop import Workshop

MOMENT = datetime(2026, 6, 15, 10, 30)
"""By the clock on the workshop's wall, in `TIME_ZONE`."""
TIME_ZONE, OFFSET = "Asia/Riyadh", "+03:00"
ADDRESS = "127.0.0.1"
SHOWN_AS = "localhost"
"""The host name in the links on the pages. The browser maps it to the server, whose port differs from run to run."""


@contextmanager
def still_preview(folder: Path) -> Iterator[Host]:
	"""Serves a workshop whose data are in `folder`, with everything done that is due and no worker to do more."""
	with _same_secrets():
		workshop = Workshop(folder / "preview.sqlite3", clock=lambda: MOMENT)
		demo.fill(workshop)
		worker, alone = Worker(workshop), copy_context()
		alone.run(worker.begin_day)
		alone.run(worker.run_due)
		server = open_server(PreviewApp(workshop, Guard(ADDRESS)), ADDRESS, 0)
		serving = threading.Thread(target=server.serve_forever, daemon=True)
		serving.start()
		try:
			yield Host("preview", f"http://{ADDRESS}:{server.port}", data=workshop.data)
		finally:
			server.shutdown()
			serving.join()
			server.server_close()


@contextmanager
def _same_secrets() -> Iterator[None]:
	"""Names and links that are made at random are the same in every run."""
	dice = random.Random(MOMENT.toordinal())

	def token_bytes(length: int | None = None) -> bytes:
		return dice.randbytes(length or secrets.DEFAULT_ENTROPY)

	with patch.multiple(
		secrets,
		token_bytes=token_bytes,
		token_hex=lambda length=None: token_bytes(length).hex(),
		token_urlsafe=lambda length=None: token_bytes(length).hex(),
	):
		yield
