"""A data file is opened, written and brought up to date as a whole, and never by halves.

Only the preview migrates its own file; a site has Frappe's migrate.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from workshop_crm.preview import records
from workshop_crm.preview.data_file import open_schema
from workshop_crm.preview.database import connect, reading, writing
from workshop_crm.preview.earlier import migrations
from workshop_crm.preview.earlier.migrations import FOLDER, LAST, migrate
from workshop_crm.preview.earlier.steps import STEPS
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.workshop import Workshop


@pytest.fixture
def connection(tmp_path):
	opened = connect(tmp_path / "data.sqlite3")
	yield opened
	opened.close()


@pytest.fixture
def numbers(connection):
	"""A table of one number."""
	connection.execute("CREATE TABLE number (id INTEGER)")
	connection.execute("INSERT INTO number VALUES (7)")
	return connection


def tables(connection: sqlite3.Connection) -> set[str]:
	return {row["name"] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_the_files_of_earlier_versions_are_numbered_without_gaps_and_steps_belong_to_them():
	names = sorted(path.stem for path in FOLDER.glob("*.sql"))
	assert [int(name[:4]) for name in names] == list(range(1, LAST + 1))
	assert set(STEPS) <= set(names)


def test_an_earlier_file_that_cannot_be_converted_stays_as_it_was(connection, monkeypatch):
	migrate(connection, LAST - 1)
	before = list(connection.iterdump())
	monkeypatch.setattr(migrations, "STEPS", {"0012_doctypes": lambda _connection: 1 / 0})
	with pytest.raises(ZeroDivisionError):
		open_schema(connection)
	assert list(connection.iterdump()) == before
	monkeypatch.undo()
	open_schema(connection)
	assert "customer" not in tables(connection)


def test_a_new_file_never_sees_the_tables_of_earlier_versions(connection):
	statements: list[str] = []
	connection.set_trace_callback(statements.append)
	open_schema(connection)
	assert [text for text in statements if text.startswith(("CREATE TABLE", "DROP"))]
	assert not [
		text for text in statements if "schema_migration (" in text or "CREATE TABLE customer" in text
	]


def test_the_database_is_in_wal_mode_and_holds_its_foreign_keys(connection):
	open_schema(connection)
	assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
	assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_what_is_written_while_reading_is_undone(numbers):
	with reading(numbers):
		numbers.execute("INSERT INTO number VALUES (8)")
	assert numbers.execute("SELECT count(*) FROM number").fetchone()[0] == 1


def test_an_error_undoes_the_write_transaction(numbers):
	def fail() -> None:
		with writing(numbers):
			numbers.execute("INSERT INTO number VALUES (8)")
			raise RuntimeError

	with pytest.raises(RuntimeError):
		fail()
	assert numbers.execute("SELECT count(*) FROM number").fetchone()[0] == 1


def test_data_and_secret_are_kept_between_starts(tmp_path: Path, clock):
	data = tmp_path / "shop" / "preview.sqlite3"
	with Workshop(data, clock).open() as connection:
		secret = read_settings(connection).invitation_secret
	with Workshop(data, clock).open() as connection:
		assert read_settings(connection).invitation_secret == secret != ""
		assert records.count(connection, "Loyalty Program") == records.count(connection, "Survey") == 1
