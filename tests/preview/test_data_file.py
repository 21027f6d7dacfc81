"""A file that is not the preview's is refused with a sentence, and not one byte of it changes.

Only the preview keeps its data in a file that somebody names.
"""

from __future__ import annotations

import hashlib
import os
import socket
import sqlite3
from pathlib import Path

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.preview.cli.main import main
from workshop_crm.preview.data_file import FORMAT, OURS
from workshop_crm.preview.workshop import Workshop


def fingerprint(path: Path) -> tuple[str, list[str]]:
	return hashlib.sha256(path.read_bytes()).hexdigest(), sorted(one.name for one in path.parent.iterdir())


def foreign_database(path: Path, *tables: str) -> None:
	connection = sqlite3.connect(path)
	for table in tables:
		connection.execute(f"CREATE TABLE {table} (id INTEGER)")
	connection.commit()
	connection.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
	folder = tmp_path / "data"
	folder.mkdir()
	return folder / "file"


FOREIGN = {
	"text": lambda path: path.write_text("root:x:0:0:root:/root:/bin/bash\n"),
	"a picture": lambda path: path.write_bytes(bytes(range(256)) * 40),
	"another program's database": lambda path: foreign_database(path, "customer", "tabSingles"),
	"a database with one table of ours": lambda path: foreign_database(path, "schema_migration"),
	"a broken database": lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000),
	"the beginning of a database": lambda path: path.write_bytes(b"SQLite format 3\x00"),
}


@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN)
def test_a_file_that_is_none_of_ours_is_refused_and_left_as_it_is(file, make, capsys):
	make(file)
	before = fingerprint(file)
	for command in (["serve", "--port", "0"], ["demo"], ["reindex"], ["analytics"], ["search", "x"]):
		assert main([*command, "--data", str(file)]) == 1
		assert "not a data file of the preview" in capsys.readouterr().err
	assert fingerprint(file) == before


def test_a_database_in_use_with_its_own_log_is_refused_too(file):
	other = sqlite3.connect(file)
	other.execute("PRAGMA journal_mode = WAL")
	other.execute("CREATE TABLE theirs (id INTEGER)")
	other.commit()
	before = file.read_bytes()
	with pytest.raises(InvalidInput, match="not a data file"):
		Workshop(file)
	assert file.read_bytes() == before
	assert [row[0] for row in other.execute("SELECT name FROM sqlite_schema")] == ["theirs"]
	other.close()


def test_a_folder_and_a_pipe_are_no_data_file(tmp_path):
	pipe = tmp_path / "pipe"
	os.mkfifo(pipe)
	for path in (tmp_path, pipe, Path("/dev/null")):
		with pytest.raises(InvalidInput, match="not a file"):
			Workshop(path)


@pytest.mark.parametrize("name", ["file/below", "x" * 300])
def test_a_place_where_no_file_can_be_is_said_with_the_reason(file, name):
	file.write_text("a file, not a folder")
	with pytest.raises(InvalidInput, match="cannot be the data file"):
		Workshop(file.parent / name)


def test_a_file_that_may_not_be_written_is_refused(file, monkeypatch):
	file.touch()
	monkeypatch.setattr(os, "access", lambda path, mode: False)
	with pytest.raises(InvalidInput, match="may not be written"):
		Workshop(file)


def test_folders_that_are_missing_are_made_and_an_empty_file_is_filled(tmp_path):
	for path in (tmp_path / "a" / "b" / "new.sqlite3", tmp_path / "empty"):
		if path.name == "empty":
			path.touch()
		with Workshop(path).open() as connection:
			assert connection.execute('SELECT count(*) FROM "tabPreview Settings"').fetchone()[0]


def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(file, capsys):
	with Workshop(file).open() as connection:
		connection.execute(f"PRAGMA application_id = {OURS + FORMAT + 1}")
		connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
	before = file.read_bytes()
	assert main(["reindex", "--data", str(file)]) == 1
	assert "newer version" in capsys.readouterr().err
	assert file.read_bytes() == before


@pytest.mark.parametrize("port", ["99999", "-1", "65536", "1e3", "٣", "", "9" * 5000])
def test_a_port_that_is_none_is_wrong_usage_and_makes_no_file(file, port, capsys):
	with pytest.raises(SystemExit) as ended:
		main(["serve", f"--port={port}", "--data", str(file)])
	assert ended.value.code == 2
	assert "0 to 65535" in capsys.readouterr().err
	assert not file.exists()


@pytest.mark.parametrize(
	"command", [["demo", "--customers=-5"], ["demo", "--customers=9999999999"], ["search", "x", "--limit=-1"]]
)
def test_a_count_that_is_none_is_wrong_usage(file, command):
	with pytest.raises(SystemExit) as ended:
		main([*command, "--data", str(file)])
	assert ended.value.code == 2


@pytest.mark.parametrize(
	"host", ["256.256.256.256", "no.such.host.invalid", "x" * 70 + ".example", "..", "203.0.113.7"]
)
def test_an_address_that_is_not_this_machines_is_said_in_one_line(file, host, capsys):
	assert main(["serve", "--host", host, "--port", "0", "--data", str(file)]) == 1
	told = capsys.readouterr().err.strip().splitlines()
	assert len(told) == 1
	assert "cannot be used" in told[0]


def test_a_taken_port_is_said_in_one_line(file, capsys):
	with socket.create_server(("127.0.0.1", 0)) as taken:
		assert main(["serve", "--port", str(taken.getsockname()[1]), "--data", str(file)]) == 1
	assert "cannot be used" in capsys.readouterr().err


def test_a_data_file_that_was_damaged_is_said_in_one_line(file, capsys):
	with Workshop(file).open() as connection:
		connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
	damaged = bytearray(file.read_bytes())
	damaged[4096 * 2 :] = b"\xff" * (len(damaged) - 4096 * 2)
	file.write_bytes(damaged)
	assert main(["analytics", "--data", str(file)]) == 1
	assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_list_of_refused_rows_that_cannot_be_written_is_said_in_one_line(file, tmp_path, capsys):
	rows = tmp_path / "rows.csv"
	rows.write_text("ID,Customer Name,Mobile No\nC-3,Fahd,12\n")
	assert main(["import", "customers", str(rows), "--refused", str(tmp_path), "--data", str(file)]) == 1
	assert "could not be done" in capsys.readouterr().err
