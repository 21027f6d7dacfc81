"""Keeps the search index in step with the customers, through the outbox table.

So much may be changed in an index that searching it gets slow: then it is written anew, as it is when it is damaged.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from workshop_crm.preview import records
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.records import Record
from workshop_crm.preview.search import updates
from workshop_crm.preview.workshop import Workshop

if TYPE_CHECKING:
	from workshop_crm.core.search.documents import CustomerDocument

AT_ONCE = 500
# From here on a new index is written faster than the old one is changed.
MANY = 5000


def update_soon(connection: sqlite3.Connection, now: datetime) -> None:
	"""Let the worker bring the index up to date once the transaction is committed."""
	queue.enqueue(connection, kinds.UPDATE_SEARCH, now=now)


def update(workshop: Workshop) -> int:
	"""Bring the documents of all queued customers up to date; returns how many."""
	from workshop_crm.core.search.errors import IndexUnavailable

	with workshop.open() as connection:
		if records.count(connection, updates.UPDATE) > MANY:
			return rebuild(workshop)
	try:
		done = _apply_queued(workshop)
		return rebuild(workshop) if done and workshop.index.status().is_worn_out else done
	except IndexUnavailable:
		return rebuild(workshop)


def _apply_queued(workshop: Workshop) -> int:
	done = 0
	while True:
		with workshop.open() as connection:
			rows = updates.queued(connection, AT_ONCE)
			documents = {document.customer: document for document in read_documents(connection, _names(rows))}
		if not rows:
			return done
		workshop.index.write(documents.values(), [name for name in _names(rows) if name not in documents])
		with workshop.writing() as connection:
			updates.forget(connection, rows)
		done += len(rows)


def rebuild(workshop: Workshop, purpose: str = "") -> int:
	"""Write the whole index anew; returns the number of customers in it.

	One of the same purpose that was interrupted goes on where it stopped.
	"""
	with workshop.reading() as connection:
		queued = updates.queued(connection, None)
		built = workshop.index.rebuild(Everyone(connection), purpose)
	if built.went_on_behind:
		# Its first part is older than what is queued.
		_apply_queued(workshop)
	else:
		with workshop.writing() as connection:
			updates.forget(connection, queued)
	return workshop.index.status().customers


def rebuild_from_the_start(workshop: Workshop) -> int:
	"""As `rebuild`, after all customers were replaced by others."""
	return rebuild(workshop, secrets.token_hex())


@dataclass(frozen=True, slots=True)
class Everyone:
	"""All customers by their names, as a source of the index."""

	connection: sqlite3.Connection

	def after(self, customer: str) -> Iterator[CustomerDocument]:
		return read_documents(self.connection, after=customer)

	def of(self, customers: Sequence[str]) -> Iterator[CustomerDocument]:
		return read_documents(self.connection, customers)


def _names(rows: Sequence[Record]) -> list[str]:
	return list(dict.fromkeys(row["customer"] for row in rows))


def read_documents(
	connection: sqlite3.Connection, only: Sequence[str] | None = None, after: str = ""
) -> Iterator[CustomerDocument]:
	"""The search documents of the customers named, or of all behind one."""
	from workshop_crm.core.search.documents import CustomerDocument

	vehicles, phones = _vehicles(connection, only), updates.other_phones(connection, only)
	for row in updates.customer_rows(connection, only, after):
		own = vehicles.get(row["name"], [])
		yield CustomerDocument(
			customer=row["name"],
			name=row["customer_name"],
			name_ar=row["customer_name_ar"],
			phones=tuple(number for number in (row["mobile_no"], *phones.get(row["name"], ())) if number),
			plates=tuple(vehicle["plate_latin"] for vehicle in own if vehicle["plate_latin"]),
			vins=tuple(vehicle["chassis_no"] for vehicle in own if vehicle["chassis_no"]),
			emails=(row["email_id"],) if row["email_id"] else (),
			disabled=bool(row["disabled"]),
			last_visit=row["last_visit"],
			value=row["value"],
		)


def _vehicles(connection: sqlite3.Connection, only: Sequence[str] | None) -> dict[str, list[sqlite3.Row]]:
	owned: dict[str, list[sqlite3.Row]] = {}
	for row in updates.vehicle_rows(connection, only):
		owned.setdefault(row["customer"], []).append(row)
	return owned
