"""What the workshop sells: service types and items."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from workshop_crm.core.common.errors import N_, NotFound


@dataclass(frozen=True, slots=True)
class ServiceType:
	name: str
	name_ar: str
	interval_km: int | None = None
	interval_months: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
	"""`rate` in hundredths of the currency, without tax."""

	name: str
	item_name: str
	item_name_ar: str
	rate: int
	service_type: str | None


def add_service_types(connection: sqlite3.Connection, service_types: Iterable[ServiceType]) -> None:
	"""Add those that are missing; one that is there stays as it is."""
	connection.executemany(
		"INSERT OR IGNORE INTO service_type (name, name_ar, interval_km, interval_months) VALUES (?, ?, ?, ?)",
		[(item.name, item.name_ar, item.interval_km, item.interval_months) for item in service_types],
	)


def add_items(connection: sqlite3.Connection, items: Iterable[Item]) -> None:
	"""Add those that are missing; one that is there stays as it is."""
	connection.executemany(
		"INSERT OR IGNORE INTO item (name, item_name, item_name_ar, rate, service_type) VALUES (?, ?, ?, ?, ?)",
		[(item.name, item.item_name, item.item_name_ar, item.rate, item.service_type) for item in items],
	)


def service_types(connection: sqlite3.Connection) -> list[ServiceType]:
	rows = connection.execute("SELECT * FROM service_type WHERE disabled = 0 ORDER BY name")
	return [
		ServiceType(row["name"], row["name_ar"], row["interval_km"], row["interval_months"]) for row in rows
	]


def arabic_name(connection: sqlite3.Connection, service_type: str | None) -> str:
	"""Empty where there is none."""
	row = connection.execute("SELECT name_ar FROM service_type WHERE name = ?", (service_type,)).fetchone()
	return "" if row is None else str(row["name_ar"])


def items(connection: sqlite3.Connection) -> list[Item]:
	return [_item(row) for row in connection.execute("SELECT * FROM item ORDER BY item_name")]


def read_item(connection: sqlite3.Connection, name: str) -> Item:
	"""Raises NotFound for a name that no item has."""
	row = connection.execute("SELECT * FROM item WHERE name = ?", (name,)).fetchone()
	if row is None:
		raise NotFound(N_("{record} was not found."), record=name)
	return _item(row)


def _item(row: sqlite3.Row) -> Item:
	return Item(row["name"], row["item_name"], row["item_name_ar"], row["rate"], row["service_type"])
