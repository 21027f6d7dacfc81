"""What SQL alone cannot do while a data file is brought up to date: a step runs behind the migration of its name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.names.plates import parse_plate
from workshop_crm.core.vehicles.vin import FROM_BEFORE_CHECKS, check_vin
from workshop_crm.preview.jobs import kinds
from workshop_crm.preview.settings import FIELDS, change_settings


def check_vehicles(connection: sqlite3.Connection) -> None:
	"""Plates and chassis numbers as the rules of this version have them; the search index follows."""
	if connection.execute("SELECT 1 FROM vehicle LIMIT 1").fetchone() is None:
		return
	_derive_plates(connection)
	_excuse_vins(connection)
	now = datetime.now().isoformat(timespec="seconds")
	values = (kinds.REBUILD_SEARCH, now, now)
	connection.execute("INSERT OR IGNORE INTO job (kind, run_at, created_at) VALUES (?, ?, ?)", values)


def _derive_plates(connection: sqlite3.Connection) -> None:
	"""Both scripts of a plate were once written in one order of letters; Arabic is read from the right.

	The Latin side is the one that lists and searches showed, so the Arabic one follows it.
	"""
	for row in connection.execute("SELECT name, plate_latin FROM vehicle").fetchall():
		try:
			plate = parse_plate(row["plate_latin"])
		except InvalidInput:
			continue  # what was accepted once stays as it is until somebody corrects it
		connection.execute(
			"UPDATE vehicle SET plate_latin = ?, plate_ar = ? WHERE name = ?",
			(plate.latin, plate.arabic, row["name"]),
		)
		connection.execute(
			"UPDATE OR IGNORE vehicle SET plate_key = ? WHERE name = ?", (plate.key, row["name"])
		)


def _excuse_vins(connection: sqlite3.Connection) -> None:
	"""A number whose check digit does not fit was taken without a reason, and cannot be asked for one now."""
	for row in connection.execute("SELECT name, vin FROM vehicle WHERE vin <> ''").fetchall():
		try:
			vin = check_vin(row["vin"], FROM_BEFORE_CHECKS)
		except InvalidInput:
			continue
		connection.execute("UPDATE vehicle SET vin_reason = ? WHERE name = ?", (vin.reason, row["name"]))


def keep_settings(connection: sqlite3.Connection) -> None:
	"""Each setting was a row of JSON; today they are the fields of two records."""
	rows = connection.execute("SELECT key, value FROM setting").fetchall()
	stored = {RENAMED.get(row["key"], row["key"]): json.loads(row["value"]) for row in rows}
	change_settings(connection, **{key: value for key, value in stored.items() if key in FIELDS})
	connection.execute("DROP TABLE setting")


RENAMED = {"monthly_discount_percent": "monthly_discount_rate"}

STEPS: Mapping[str, Callable[[sqlite3.Connection], None]] = {
	"0009_vehicles": check_vehicles,
	"0012_doctypes": keep_settings,
}
