"""A data file is brought up to date once, and never by halves."""

import sqlite3
from pathlib import Path

import pytest

from workshop_crm.core.common.errors import Conflict
from workshop_crm.preview.database import connect, reading, writing
from workshop_crm.preview.migration_steps import STEPS
from workshop_crm.preview.migrations import migrate, migrations
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


def test_a_broken_file_leaves_nothing_behind_not_even_the_good_ones_before_it(connection, folder):
	(folder / "0002_second.sql").write_text(
		"CREATE TABLE second (id INTEGER); CREATE TABLE first (id INTEGER);"
	)
	with pytest.raises(Exception, match="already exists"):
		migrate(connection, folder)
	tables = {row["name"] for row in connection.execute("SELECT name FROM sqlite_schema")}
	assert tables == set()


def test_the_step_of_a_migration_runs_behind_its_file_and_its_error_undoes_both(
	connection, folder, monkeypatch
):
	def rename(opened: sqlite3.Connection) -> None:
		opened.execute("UPDATE first SET id = id + 1")
		if fails:
			raise RuntimeError

	monkeypatch.setattr("workshop_crm.preview.migrations.STEPS", {"0001_first": rename})
	fails = True
	with pytest.raises(RuntimeError):
		migrate(connection, folder)
	assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == []
	fails = False
	migrate(connection, folder)
	assert [tuple(row) for row in connection.execute("SELECT * FROM first")] == [(8,)]


def test_every_step_belongs_to_a_migration():
	assert STEPS.keys() <= {migration.name for migration in migrations()}


def test_a_file_of_a_newer_version_is_refused(connection, folder):
	(folder / "0002_second.sql").write_text("CREATE TABLE second (id INTEGER);")
	migrate(connection, folder)
	(folder / "0002_second.sql").unlink()
	with pytest.raises(Conflict, match="newer version"):
		migrate(connection, folder)


def test_a_misnamed_file_is_an_error_and_not_skipped(folder):
	(folder / "second.sql").write_text("SELECT 1;")
	with pytest.raises(ValueError, match=r"second\.sql"):
		migrations(folder)


def test_the_projects_own_migrations_are_numbered_without_gaps():
	assert [migration.number for migration in migrations()] == list(range(1, len(migrations()) + 1))


def test_the_database_is_in_wal_mode_and_holds_its_foreign_keys(connection):
	migrate(connection)
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
	first = Workshop(data, clock)
	with first.open() as connection:
		secret = connection.execute("SELECT value FROM setting WHERE key = 'invitation_secret'").fetchone()[0]
	second = Workshop(data, clock)
	with second.open() as connection:
		assert (
			connection.execute("SELECT value FROM setting WHERE key = 'invitation_secret'").fetchone()[0]
			== secret
		)
		assert connection.execute("SELECT count(*) FROM loyalty_program").fetchone()[0] == 1
		assert connection.execute("SELECT count(*) FROM survey").fetchone()[0] == 1


def test_the_points_ledger_cannot_be_changed_or_emptied(workshop):
	with workshop.writing() as connection:
		connection.execute("INSERT INTO customer (name, customer_name, created_at) VALUES ('C', 'C', '')")
		connection.execute(
			"""INSERT INTO loyalty_entry (name, program, customer, kind, points, posting_date, idempotency_key, created_at)
			VALUES ('L', 'Workshop Rewards', 'C', 'Earn', 5, '2026-01-01', 'k', '')"""
		)
	for statement in ("UPDATE loyalty_entry SET points = 500", "DELETE FROM loyalty_entry"):
		with pytest.raises(Exception, match="append-only"), workshop.writing() as connection:
			connection.execute(statement)
