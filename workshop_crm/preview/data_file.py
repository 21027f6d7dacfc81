"""The data file: looked at before anything is written, and brought to today's tables when it is opened."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from workshop_crm.core.common.errors import N_, Conflict, InvalidInput
from workshop_crm.preview.database import writing
from workshop_crm.preview.earlier.migrations import LAST, has_earlier_tables, migrate
from workshop_crm.preview.loyalty.earlier_programs import complete_earlier_program, name_earlier_program
from workshop_crm.preview.schema.tables import create_tables, is_current
from workshop_crm.preview.surveys.earlier_settings import give_rows
from workshop_crm.preview.surveys.old_answers import complete_old_answers, complete_old_invitations
from workshop_crm.preview.vehicles.plates_anew import read_plates_anew

BEGINNING = b"SQLite format 3\x00"
# Stands in the header of each data file: the letters WC, and the number of its format.
OURS = 0x5743 << 16
# The tables of the DocTypes came with LAST; after it came what the rows of earlier versions are missing.
PLATES = LAST + 1
ROWS_OF_SURVEYS = LAST + 2
WORK_OF_INVITATIONS = LAST + 3
REWARDS_OF_PROGRAMS = LAST + 4
NAMES_OF_PROGRAMS = LAST + 5
FORMAT = NAMES_OF_PROGRAMS
# Data files of earlier versions have none, but these tables.
EARLIER_TABLES = {"schema_migration", "setting", "series"}


def check_data_file(path: Path) -> None:
	"""Make the folder of a new data file. Raises InvalidInput for what is no data file of the preview; it stays as it is."""
	try:
		path.parent.mkdir(parents=True, exist_ok=True)
		if path.exists() and not path.is_file():
			raise InvalidInput(N_("{file} is not a file. Name a file with --data."), file=path)
		if not os.access(path if path.exists() else path.parent, os.W_OK):
			raise InvalidInput(N_("{file} may not be written. Name another file with --data."), file=path)
		# An empty file is one that a start which was broken off has left.
		if path.exists() and path.stat().st_size:
			_check_content(path)
	except (OSError, ValueError) as error:
		reason = getattr(error, "strerror", None) or str(error)
		raise InvalidInput(
			N_("{file} cannot be the data file: {reason}. Name another with --data."),
			file=path,
			reason=reason,
		) from None


def _check_content(path: Path) -> None:
	with path.open("rb") as file:
		if file.read(len(BEGINNING)) != BEGINNING:
			raise _foreign(path)
	try:
		is_ours = _is_ours(path)
	except sqlite3.DatabaseError:
		raise _foreign(path) from None
	if not is_ours:
		raise _foreign(path)


def _is_ours(path: Path) -> bool:
	"""An empty database is one that a start which was broken off has left."""
	connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
	try:
		tables = {
			name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
		}
		return _format(connection) > 0 or not tables or tables >= EARLIER_TABLES
	finally:
		connection.close()


def _format(connection: sqlite3.Connection) -> int:
	"""0 for a file of an earlier version, or none of ours."""
	number = int(connection.execute("PRAGMA application_id").fetchone()[0])
	return number - OURS if number >> 16 == OURS >> 16 else 0


def open_schema(connection: sqlite3.Connection) -> None:
	"""Make the tables of a new file, or bring those of another version up to date; cheap when there is nothing to do.

	Raises Conflict when the file is newer than the program.
	"""
	connection.execute("PRAGMA journal_mode = WAL")
	if _format(connection) > FORMAT:
		raise Conflict(
			N_(
				"The data file was written by a newer version of the preview. Update the program and start it again."
			)
		)
	if is_current(connection) and _format(connection) == FORMAT:
		return
	# Tables are copied one by one, and looked at as a whole when the last one is there.
	connection.execute("PRAGMA foreign_keys = OFF")
	with writing(connection):
		make_tables(connection)
	connection.execute("PRAGMA foreign_keys = ON")


def make_tables(connection: sqlite3.Connection) -> None:
	"""Call it inside a write transaction, without foreign keys."""
	create_tables(connection)
	if has_earlier_tables(connection):
		migrate(connection)
	if _format(connection) < PLATES:
		read_plates_anew(connection, datetime.now())
	if _format(connection) < ROWS_OF_SURVEYS:
		give_rows(connection, datetime.now())
		complete_old_answers(connection, datetime.now())
	if _format(connection) < WORK_OF_INVITATIONS:
		complete_old_invitations(connection, datetime.now())
	if _format(connection) < REWARDS_OF_PROGRAMS:
		complete_earlier_program(connection, datetime.now())
	if _format(connection) < NAMES_OF_PROGRAMS:
		name_earlier_program(connection)
	connection.execute(f"PRAGMA application_id = {OURS + FORMAT}")


def _foreign(path: Path) -> InvalidInput:
	return InvalidInput(
		N_("{file} is not a data file of the preview, and was left as it is. Name another with --data."),
		file=path,
	)
