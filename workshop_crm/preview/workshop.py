"""One open preview: its data file, its search index beside it, its clock, and the bell of its worker."""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM
from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.preview import price_list, settings
from workshop_crm.preview.analytics.actions import rules as action_rules
from workshop_crm.preview.data_file import check_data_file, open_schema
from workshop_crm.preview.database import connect, reading, writing
from workshop_crm.preview.jobs import queue
from workshop_crm.preview.loyalty import ledger, rewards
from workshop_crm.preview.messaging import templates
from workshop_crm.preview.surveys import survey_store

if TYPE_CHECKING:
	from workshop_crm.adapters.search.embedded.index import EmbeddedIndex

SECRET_BYTES = 32


class Workshop:
	"""Opening makes the data file and brings it up to the newest schema, see `data_file`. `clock` gives the local time."""

	def __init__(self, data: Path, clock: Callable[[], datetime] = datetime.now) -> None:
		self.data = data
		self.clock = clock
		self.bell = threading.Event()
		check_data_file(data)
		with self.open() as connection:
			open_schema(connection)
			with writing(connection):
				furnish(connection, clock())
				self._region = settings.read_settings(connection).region

	@property
	def index_path(self) -> Path:
		return self.data.with_name(f"{self.data.stem}.search{self.data.suffix}")

	@cached_property
	def index(self) -> EmbeddedIndex:
		from workshop_crm.adapters.search.embedded.index import EmbeddedIndex

		return EmbeddedIndex(self.index_path, self._region)

	@contextmanager
	def open(self) -> Iterator[sqlite3.Connection]:
		connection = connect(self.data)
		try:
			yield connection
		finally:
			connection.close()

	@contextmanager
	def writing(self) -> Iterator[sqlite3.Connection]:
		"""A connection in a write transaction; the worker hears of it when it is committed."""
		with self.open() as connection:
			with writing(connection):
				yield connection
			self.bell.set()

	@contextmanager
	def reading(self) -> Iterator[sqlite3.Connection]:
		with self.open() as connection, reading(connection):
			yield connection

	def enqueue(self, kind: str, subject: str = "") -> None:
		with self.writing() as connection:
			queue.enqueue(connection, kind, subject, now=self.clock())


def furnish(connection: sqlite3.Connection, now: datetime) -> None:
	"""What a workshop cannot start without: a secret for its links, message templates, rules for the call list, a survey, a loyalty program, a price list."""
	templates.add_defaults(connection, now)
	action_rules.add_defaults(connection, now)
	price_list.add_other_work(connection, now)
	known = settings.read_settings(connection)
	if known.invitation_secret:
		return
	survey_store.add_form(connection, DEFAULT_SURVEY, now)
	ledger.add_program(connection, DEFAULT_PROGRAM, now)
	price_list.add(connection, now)
	rewards.add_defaults(connection, now)
	settings.change_settings(
		connection,
		invitation_secret=secrets.token_urlsafe(SECRET_BYTES),
		loyalty_program=DEFAULT_PROGRAM.name,
	)
