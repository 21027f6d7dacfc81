"""Customers and the channels on which they may be written to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from workshop_crm.core.common.errors import N_, NotFound
from workshop_crm.preview.store import search_updates
from workshop_crm.preview.store.naming import next_name

PREFIX = "CUST-"


@dataclass(frozen=True, slots=True)
class Channel:
	channel: str
	consent_date: date | None
	source: str


@dataclass(frozen=True, slots=True)
class Customer:
	"""Phones are E.164 or empty, `language` "ar", "en" or empty, `preferences` JSON, `notes` safe HTML."""

	name: str
	customer_name: str
	customer_name_ar: str = ""
	language: str = ""
	phone: str = ""
	email: str = ""
	disabled: bool = False
	emergency_contact: str = ""
	emergency_contact_phone: str = ""
	preferences: str = ""
	notes: str = ""


_FIELDS = tuple(field.name for field in fields(Customer))


def read(connection: sqlite3.Connection, name: str) -> Customer:
	"""Raises NotFound for a name that no customer has."""
	row = connection.execute("SELECT * FROM customer WHERE name = ?", (name,)).fetchone()
	if row is None:
		raise NotFound(N_("{record} was not found."), record=name)
	return from_row(row)


def from_row(row: sqlite3.Row) -> Customer:
	return Customer(
		row["name"],
		row["customer_name"],
		row["customer_name_ar"],
		row["preferred_language"],
		row["phone"],
		row["email"],
		bool(row["disabled"]),
		row["emergency_contact"],
		row["emergency_contact_phone"],
		row["service_preferences"],
		row["customer_notes"],
	)


def channels(connection: sqlite3.Connection, customer: str) -> list[Channel]:
	rows = connection.execute(
		"SELECT * FROM customer_channel WHERE customer = ? ORDER BY channel", (customer,)
	)
	return [
		Channel(
			row["channel"],
			date.fromisoformat(row["consent_date"]) if row["consent_date"] else None,
			row["source"],
		)
		for row in rows
	]


def create(connection: sqlite3.Connection, now: datetime, customer_name: str) -> str:
	"""A new customer under the next name of the series; the rest is filled in by `change`."""
	name = next_name(connection, PREFIX)
	connection.execute(
		"INSERT INTO customer (name, customer_name, created_at) VALUES (?, ?, ?)",
		(name, customer_name, now.isoformat(timespec="seconds")),
	)
	return name


def change(connection: sqlite3.Connection, customer: Customer) -> None:
	"""Store a customer's own fields and tell the search index."""
	connection.execute(
		"""UPDATE customer SET customer_name = :customer_name, customer_name_ar = :customer_name_ar,
		preferred_language = :language, phone = :phone, email = :email, disabled = :disabled,
		emergency_contact = :emergency_contact, emergency_contact_phone = :emergency_contact_phone,
		service_preferences = :preferences, customer_notes = :notes WHERE name = :name""",
		_values(customer),
	)
	search_updates.queue(connection, [customer.name])


def replace_channels(connection: sqlite3.Connection, customer: str, channels: Iterable[Channel]) -> None:
	connection.execute("DELETE FROM customer_channel WHERE customer = ?", (customer,))
	connection.executemany(
		"INSERT INTO customer_channel (customer, channel, consent_date, source) VALUES (?, ?, ?, ?)",
		[
			(
				customer,
				item.channel,
				item.consent_date.isoformat() if item.consent_date else None,
				item.source,
			)
			for item in channels
		],
	)


def count(connection: sqlite3.Connection) -> int:
	return int(connection.execute("SELECT count(*) FROM customer").fetchone()[0])


def read_all(connection: sqlite3.Connection) -> list[sqlite3.Row]:
	return connection.execute("SELECT * FROM customer").fetchall()


def insert_many(connection: sqlite3.Connection, customers: Iterable[Customer], now: datetime) -> None:
	"""Store new customers of an imported file under the names they bring."""
	created_at = now.isoformat(timespec="seconds")
	connection.executemany(
		"""INSERT INTO customer (name, customer_name, customer_name_ar, preferred_language, phone, email, disabled,
		emergency_contact, emergency_contact_phone, service_preferences, customer_notes, imported, created_at)
		VALUES (:name, :customer_name, :customer_name_ar, :language, :phone, :email, :disabled,
		:emergency_contact, :emergency_contact_phone, :preferences, :notes, 1, :created_at)""",
		[_values(customer) | {"created_at": created_at} for customer in customers],
	)


def _values(customer: Customer) -> dict[str, Any]:
	return {name: getattr(customer, name) for name in _FIELDS} | {"disabled": int(customer.disabled)}
