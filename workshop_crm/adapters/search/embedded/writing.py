"""Changing some customers of an index file, inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from workshop_crm.adapters.search.embedded import columns, postings
from workshop_crm.adapters.search.embedded.beginnings import PLACES
from workshop_crm.adapters.search.embedded.columns import DEAD, Row
from workshop_crm.adapters.search.embedded.entries import Entry, entry
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.records import decoded, encoded


class Changes:
	"""Collects the rows and postings of many customers, so that each part is rewritten once."""

	def __init__(self, connection: sqlite3.Connection) -> None:
		self._connection = connection
		self._next, self._customers = connection.execute("SELECT next, customers FROM state").fetchone()
		self._rows: dict[int, Row] = {}
		self._postings: dict[str, list[int]] = {}

	def delete(self, customer: str) -> None:
		"""Forget a customer; an unknown one is no error."""
		if known := self._known(customer):
			self._forget(known[0])

	def write(self, document: CustomerDocument) -> None:
		"""Add a customer, or put it in the place of what was known of it."""
		new = entry(document)
		known = self._known(document.customer)
		if known and _found_by_the_same(entry(decoded([known[1]])[0].document), new):
			self._connection.execute(
				"UPDATE customer SET record = ? WHERE number = ?", (encoded(new.candidate), known[0])
			)
			self._rows[known[0]] = new.row
			return
		if known:
			self._forget(known[0])
		self._add(new)

	def finish(self) -> None:
		"""Write what was collected."""
		postings.append(self._connection, self._postings)
		columns.write(self._connection, self._rows)
		self._connection.execute("UPDATE state SET next = ?, customers = ?", (self._next, self._customers))

	def _known(self, customer: str) -> tuple[int, bytes] | None:
		return self._connection.execute(  # type: ignore[no-any-return]
			"SELECT number, record FROM customer WHERE customer = ?", (customer,)
		).fetchone()

	def _forget(self, number: int) -> None:
		self._connection.execute("DELETE FROM customer WHERE number = ?", (number,))
		self._rows[number] = DEAD
		self._customers -= 1

	def _add(self, new: Entry) -> None:
		number, self._next = self._next, self._next + 1
		self._customers += 1
		self._connection.execute(
			"INSERT INTO customer VALUES (?, ?, ?)", (number, new.document.customer, encoded(new.candidate))
		)
		self._rows[number] = new.row
		keys = [postings.word_key(self._word(word)) for word in new.words]
		for key in (*keys, *new.grams):
			self._postings.setdefault(key, []).append(number)
		for key, place in new.beginnings:
			self._postings.setdefault(key, []).append(number * PLACES + place)

	def _word(self, text: str) -> int:
		row = self._connection.execute("SELECT number FROM word WHERE text = ?", (text,)).fetchone()
		if row:
			return int(row[0])
		statement = "INSERT INTO word SELECT coalesce(max(number) + 1, 0), ? FROM word"
		return int(self._connection.execute(statement, (text,)).lastrowid or 0)


def change(
	connection: sqlite3.Connection, upserts: Iterable[CustomerDocument], deletes: Iterable[str]
) -> None:
	"""Delete and write customers; the last of two documents with one id wins."""
	changes = Changes(connection)
	for customer in deletes:
		changes.delete(customer)
	for document in upserts:
		changes.write(document)
	changes.finish()


def _found_by_the_same(known: Entry, new: Entry) -> bool:
	return _keys(known) == _keys(new)


def _keys(one: Entry) -> tuple[object, ...]:
	return one.words, one.grams, one.beginnings, one.row.left_over
