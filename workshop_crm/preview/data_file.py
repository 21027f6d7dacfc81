"""The data file, looked at before anything is written: is it one of the preview's, or is there room to make one?"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from workshop_crm.core.common.errors import N_, InvalidInput

BEGINNING = b"SQLite format 3\x00"
# Every data file has these from its first version on.
OWN_TABLES = {"schema_migration", "setting", "series"}


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
		tables = _tables(path)
	except sqlite3.DatabaseError:
		raise _foreign(path) from None
	if tables and not tables >= OWN_TABLES:
		raise _foreign(path)


def _tables(path: Path) -> set[str]:
	connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
	try:
		found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
	finally:
		connection.close()
	return {name for (name,) in found}


def _foreign(path: Path) -> InvalidInput:
	return InvalidInput(
		N_("{file} is not a data file of the preview, and was left as it is. Name another with --data."),
		file=path,
	)
