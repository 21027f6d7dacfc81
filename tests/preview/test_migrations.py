"""A data file is brought up to date once, and never by halves."""

import sqlite3
from pathlib import Path

import pytest

from workshop_crm.preview import records
from workshop_crm.preview.data_file import open_schema
from workshop_crm.preview.database import connect, reading, writing
from workshop_crm.preview.earlier.migrations import migrate, migrations
from workshop_crm.preview.earlier.steps import STEPS
from workshop_crm.preview.store.settings import read_settings
from workshop_crm.preview.workshop import Workshop


@pytest.fixture
def connection(tmp_path):
	opened = connect(tmp_path / "data.sqlite3")
	yield opened
	opened.close()


@pytest.fixture
def folder(tmp_path):
	folder = tmp_path / "schema"
	folder.mkdir()
	(folder / "0001_first.sql").write_text("CREATE TABLE first (id INTEGER); INSERT INTO first VALUES (7);")
	return folder


def test_each_file_runs_once_in_the_order_of_the_numbers(connection, folder):
	(folder / "0002_second.sql").write_text("ALTER TABLE first ADD COLUMN name TEXT; -- and; no more")
	assert migrate(connection, folder) == ["0001_first", "0002_second"]
	assert migrate(connection, folder) == []
	assert [tuple(row) for row in connection.execute("SELECT * FROM first")] == [(7, None)]


def test_a_new_file_is_added_to_an_old_database(connection, folder):
	migrate(connection, folder)
	(folder / "0002_second.sql").write_text("CREATE TABLE second (id INTEGER);")
	assert migrate(connection, folder) == ["0002_second"]


def test_a_step_runs_behind_the_file_of_its_name(connection, folder, monkeypatch):
	def count_up(opened: sqlite3.Connection) -> None:
		opened.execute("UPDATE first SET id = id + 1")

	monkeypatch.setattr("workshop_crm.preview.earlier.migrations.STEPS", {"0001_first": count_up})
	migrate(connection, folder)
	assert [tuple(row) for row in connection.execute("SELECT * FROM first")] == [(8,)]


def test_every_step_belongs_to_a_migration():
	assert STEPS.keys() <= {migration.name for migration in migrations()}


def test_a_misnamed_file_is_an_error_and_not_skipped(folder):
	(folder / "second.sql").write_text("SELECT 1;")
	with pytest.raises(ValueError, match=r"second\.sql"):
		migrations(folder)


def test_the_projects_own_migrations_are_numbered_without_gaps():
	assert [migration.number for migration in migrations()] == list(range(1, len(migrations()) + 1))


def test_the_earlier_schema_is_not_changed_any_more():
	assert [migration.name for migration in migrations()][-1] == "0011_earning_rate"


def test_the_database_is_in_wal_mode_and_holds_its_foreign_keys(connection):
	open_schema(connection)
	assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
	assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_what_is_written_while_reading_is_undone(connection, folder):
	migrate(connection, folder)
	with reading(connection):
		connection.execute("INSERT INTO first VALUES (8)")
	assert connection.execute("SELECT count(*) FROM first").fetchone()[0] == 1


def test_an_error_undoes_the_write_transaction(connection, folder):
	migrate(connection, folder)

	def fail() -> None:
		with writing(connection):
			connection.execute("INSERT INTO first VALUES (8)")
			raise RuntimeError

	with pytest.raises(RuntimeError):
		fail()
	assert connection.execute("SELECT count(*) FROM first").fetchone()[0] == 1


def test_data_and_secret_are_kept_between_starts(tmp_path: Path, clock):
	data = tmp_path / "shop" / "preview.sqlite3"
	with Workshop(data, clock).open() as connection:
		secret = read_settings(connection).invitation_secret
	with Workshop(data, clock).open() as connection:
		assert read_settings(connection).invitation_secret == secret != ""
		assert records.count(connection, "Loyalty Program") == records.count(connection, "Survey") == 1
