"""Calls, visits and notes that staff wrote down about a customer."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from workshop_crm.core.common.errors import N_, NotFound
from workshop_crm.preview.store.naming import next_name

PREFIX = "INT-"


@dataclass(frozen=True, slots=True)
class NewInteraction:
	customer: str
	kind: str
	direction: str
	happened_on: datetime
	text: str
	author: str


def add(connection: sqlite3.Connection, interaction: NewInteraction, now: datetime) -> str:
	name = next_name(connection, PREFIX)
	connection.execute(
		"""INSERT INTO customer_interaction (name, customer, kind, direction, happened_on, text, author, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
		(
			name,
			interaction.customer,
			interaction.kind,
			interaction.direction,
			interaction.happened_on.isoformat(),
			interaction.text,
			interaction.author,
			now.isoformat(timespec="seconds"),
		),
	)
	return name


def delete(connection: sqlite3.Connection, name: str) -> None:
	"""Raises NotFound for a name that no entry has."""
	if connection.execute("DELETE FROM customer_interaction WHERE name = ?", (name,)).rowcount == 0:
		raise NotFound(N_("{record} was not found."), record=name)


def page(
	connection: sqlite3.Connection, customer: str, kind: str, before: tuple[str, str], limit: int
) -> list[sqlite3.Row]:
	"""The latest entries of one kind before a moment and a name in it, latest first."""
	return connection.execute(
		"""SELECT * FROM customer_interaction
		WHERE customer = ? AND kind = ? AND (happened_on, name) < (?, ?)
		ORDER BY happened_on DESC, name DESC LIMIT ?""",
		(customer, kind, *before, limit),
	).fetchall()
