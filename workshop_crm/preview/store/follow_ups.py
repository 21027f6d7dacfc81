"""Cases that somebody has to look after: one for each low score."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from workshop_crm.core.common.errors import N_, Conflict, NotFound
from workshop_crm.preview.store.naming import next_name


def add(
	connection: sqlite3.Connection,
	customer: str,
	response: str,
	title: str,
	description: str,
	assigned_to: str,
	now: datetime,
) -> str:
	name = next_name(connection, f"ISS-{now.year}-")
	connection.execute(
		"""INSERT INTO follow_up (name, customer, response, title, description, assigned_to, opened_on)
		VALUES (?, ?, ?, ?, ?, ?, ?)""",
		(name, customer, response, title, description, assigned_to, now.date().isoformat()),
	)
	return name


def still_open(connection: sqlite3.Connection, customer: str | None = None) -> list[sqlite3.Row]:
	"""Open cases, oldest first, with the customer's names and the answer they come from."""
	return connection.execute(
		"""SELECT follow_up.*, customer.customer_name, customer.customer_name_ar,
			response.score, response.rating, response.comment
		FROM follow_up
		JOIN customer ON customer.name = follow_up.customer
		LEFT JOIN survey_response AS response ON response.name = follow_up.response
		WHERE follow_up.status = 'Open' AND (:customer IS NULL OR follow_up.customer = :customer)
		ORDER BY follow_up.opened_on, follow_up.name""",
		{"customer": customer},
	).fetchall()


def close(connection: sqlite3.Connection, name: str, note: str, now: datetime) -> None:
	"""Raises NotFound for an unknown case, Conflict for one that is closed already."""
	row = connection.execute("SELECT status FROM follow_up WHERE name = ?", (name,)).fetchone()
	if row is None:
		raise NotFound(N_("{record} was not found."), record=name)
	if row["status"] == "Closed":
		raise Conflict(N_("{record} is closed already."), record=name)
	connection.execute(
		"UPDATE follow_up SET status = 'Closed', note = ?, closed_on = ? WHERE name = ?",
		(note, now.date().isoformat(), name),
	)
