"""Messages to customers. The text is stored with a place for the link, never with the link."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from workshop_crm.core.common.errors import N_, NotFound
from workshop_crm.preview.store.naming import next_name

PREFIX = "MSG-"


@dataclass(frozen=True, slots=True)
class NewMessage:
	customer: str
	channel: str
	recipient: str
	language: str
	subject: str
	text: str
	invitation: str | None


def add(connection: sqlite3.Connection, message: NewMessage, now: datetime) -> str:
	"""Put a message into the outbox."""
	name = next_name(connection, PREFIX)
	connection.execute(
		"""INSERT INTO customer_message (name, customer, channel, recipient, language, status, subject, text,
		invitation, created_at) VALUES (?, ?, ?, ?, ?, 'Outbox', ?, ?, ?, ?)""",
		(
			name,
			message.customer,
			message.channel,
			message.recipient,
			message.language,
			message.subject,
			message.text,
			message.invitation,
			# To the microsecond, as what staff write down: the history is in order of time.
			now.isoformat(),
		),
	)
	return name


def latest(connection: sqlite3.Connection, limit: int) -> list[sqlite3.Row]:
	return connection.execute(
		"""SELECT message.*, customer.customer_name, customer.customer_name_ar
		FROM customer_message AS message JOIN customer ON customer.name = message.customer
		ORDER BY message.created_at DESC, message.name DESC LIMIT ?""",
		(limit,),
	).fetchall()


def page(
	connection: sqlite3.Connection, customer: str, before: tuple[str, str], limit: int
) -> list[sqlite3.Row]:
	"""A customer's latest messages before a moment and a name in it, latest first."""
	return connection.execute(
		"""SELECT * FROM customer_message WHERE customer = ? AND (created_at, name) < (?, ?)
		ORDER BY created_at DESC, name DESC LIMIT ?""",
		(customer, *before, limit),
	).fetchall()


def read(connection: sqlite3.Connection, name: str) -> sqlite3.Row:
	"""Raises NotFound for a name that no message has."""
	row: sqlite3.Row | None = connection.execute(
		"SELECT * FROM customer_message WHERE name = ?", (name,)
	).fetchone()
	if row is None:
		raise NotFound(N_("{record} was not found."), record=name)
	return row
