"""The commands, their exit codes, and a real server process.

Only the preview is a program of its own.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from hosts import ROOT
from workshop_crm.preview.cli.main import main

GOOD = "ID,Customer Name,Mobile No\nC-1,Reem Alward,0551234567\nC-2,Majed Alsadhan,\n"
BAD = GOOD + "C-3,Fahd,12\n"
STARTS_WITHIN_SECONDS = 2.0


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
	monkeypatch.setenv("LC_ALL", "C.UTF-8")
	data = tmp_path / "data" / "preview.sqlite3"

	def run(*arguments: str) -> tuple[int, str, str]:
		code = main([arguments[0], "--data", str(data), *arguments[1:]])
		captured = capsys.readouterr()
		return code, captured.out, captured.err

	before = os.umask(0o022)
	yield run
	os.umask(before)


@pytest.fixture
def file(tmp_path):
	def write(text: str) -> str:
		path = tmp_path / "file.csv"
		path.write_text(text, encoding="utf-8")
		return str(path)

	return write


def test_an_import_ends_with_0_and_can_be_searched_at_once(run, file):
	code, told, _errors = run("import", "customers", file(GOOD))
	assert code == 0
	assert "added 2" in told
	assert "Saved." in told
	code, told, _errors = run("search", "majid")
	assert code == 0
	assert told.startswith("C-2\tMajed Alsadhan")
	assert run("import", "customers", file(GOOD))[1].count("unchanged 2") == 1


def test_what_is_written_is_for_the_users_own_eyes(run, file, tmp_path):
	run("import", "customers", file(GOOD))
	files = list((tmp_path / "data").iterdir())
	assert len(files) >= 2
	assert {path.stat().st_mode & 0o077 for path in files} == {0}


def test_a_search_without_an_index_makes_one(run, file, tmp_path):
	run("import", "customers", file(GOOD))
	for path in (tmp_path / "data").glob("*.search.*"):
		path.unlink()
	assert run("search", "Reem")[0] == 0


def test_a_refused_import_ends_with_1_and_names_line_and_reason(run, file, tmp_path):
	refused = tmp_path / "refused.csv"
	code, told, errors = run("import", "customers", file(BAD), "--refused", str(refused))
	assert code == 1
	assert 'Line 4, Mobile No, "12"' in errors
	assert "Nothing was saved" in told
	assert len(refused.read_text(encoding="utf-8-sig").splitlines()) == 2
	assert run("search", "Reem")[0] == 1


def test_keeping_the_good_rows_ends_with_3(run, file):
	assert run("import", "customers", file(BAD), "--keep-good")[0] == 3
	assert run("search", "Reem")[0] == 0


def test_a_dry_run_of_a_good_file_ends_with_0_and_saves_nothing(run, file):
	code, told, _errors = run("import", "customers", file(GOOD), "--dry-run")
	assert code == 0
	assert "dry run" in told
	assert run("import", "customers", file(GOOD))[1].count("added 2") == 1


def test_columns_can_be_mapped_and_a_wrong_one_ends_with_1(run, file):
	text = "Kunde,Datum,Betrag\nReem,05/03/2026,12\n"
	mapping = ["--map", "Kunde=customer_name", "--map", "Datum=date", "--map", "#3=total"]
	assert run("import", "invoices", file(text), *mapping)[0] == 0
	code, _told, errors = run("import", "invoices", file(text), "--map", "Nirgends=date")
	assert code == 1
	assert "Kunde, Datum, Betrag" in errors


def test_a_file_that_is_not_there_ends_with_1(run):
	code, _told, errors = run("import", "customers", "nothing.csv")
	assert code == 1
	assert "nothing.csv cannot be read" in errors


@pytest.mark.parametrize(
	"arguments", [["import"], ["import", "users", "x"], ["serve", "--port", "x"], ["--nonsense"]]
)
def test_wrong_usage_ends_with_2(arguments, capsys):
	with pytest.raises(SystemExit) as ended:
		main(arguments)
	assert ended.value.code == 2
	assert "usage" in capsys.readouterr().err


def test_demo_reindex_and_analytics_say_what_they_did(run):
	assert "5 customers" in run("demo", "--customers", "5")[1]
	assert "5 customers indexed" in run("reindex")[1]
	assert "5 customers computed" in run("analytics")[1]
	code, _told, errors = run("demo")
	assert code == 1
	assert "--data" in errors


def test_the_shells_language_is_spoken(run, file, monkeypatch):
	monkeypatch.setattr(
		"workshop_crm.preview.cli.import_command.translator", lambda language: lambda text: language + text
	)
	monkeypatch.setenv("LC_ALL", "ar_SA.UTF-8")
	assert "arSaved." in run("import", "customers", file(GOOD))[1]


class Server:
	"""A server in a process of its own."""

	def __init__(self, data: Path, *options: str) -> None:
		self.started = time.monotonic()
		command = [sys.executable, "-m", "workshop_crm.preview", "--port", "0", "--data", str(data), *options]
		self.process = subprocess.Popen(
			command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
		)
		line = self.process.stdout.readline()
		self.seconds_to_start = time.monotonic() - self.started
		self.url = line.split("open: ")[1].split()[0] if "open: " in line else ""

	def end(self) -> tuple[int, str, str]:
		self.process.send_signal(signal.SIGTERM)
		out, err = self.process.communicate(timeout=20)
		return self.process.returncode, out, err


def test_a_server_serves_works_in_the_background_and_keeps_its_data(tmp_path):
	data = tmp_path / "preview.sqlite3"
	server = Server(data)
	api = f"{server.url}/api/method/workshop_crm.api"
	values = {"name": "Reem Alward", "phone": "0551234567"}
	made = requests.post(f"{api}.customers.save_customer", json={"values": values}, timeout=10).json()[
		"message"
	]["customer"]
	for _try in range(100):
		hits = requests.get(f"{api}.search.find", params={"query": "0551234567"}, timeout=10).json()[
			"message"
		]["hits"]
		if hits:
			break
		time.sleep(0.1)
	assert [hit["customer"] for hit in hits] == [made]
	code, told, _log = server.end()
	assert code == 0
	assert "data is kept" in told
	again = Server(data)
	profile = requests.get(
		f"{again.url}/api/method/workshop_crm.api.profile.get_profile", params={"customer": made}, timeout=10
	)
	assert profile.json()["message"]["name"] == "Reem Alward"
	assert again.end()[0] == 0


def test_a_second_start_takes_no_longer_than_two_seconds_of_work(tmp_path):
	data = tmp_path / "preview.sqlite3"
	main(["demo", "--customers", "30", "--data", str(data)])
	code = (
		"import resource, sys\n"
		"from pathlib import Path\n"
		"from workshop_crm.preview.workshop import Workshop\n"
		"from workshop_crm.preview.http.app import PreviewApp\n"
		"from workshop_crm.preview.http.guard import Guard\n"
		"from workshop_crm.preview.jobs.worker import Worker\n"
		"workshop = Workshop(Path(sys.argv[1]))\n"
		"PreviewApp(workshop, Guard('127.0.0.1')), Worker(workshop)\n"
		"print(resource.getrusage(resource.RUSAGE_SELF).ru_utime, 'numpy' in sys.modules, 'frappe' in sys.modules)\n"
	)
	output = subprocess.run(
		[sys.executable, "-c", code, str(data)], cwd=ROOT, capture_output=True, text=True, check=True
	)
	seconds, numpy_loaded, frappe_loaded = output.stdout.split()
	assert float(seconds) < STARTS_WITHIN_SECONDS
	assert (numpy_loaded, frappe_loaded) == ("False", "False")


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path):
	first = Server(tmp_path / "a.sqlite3")
	port = first.url.rsplit(":", 1)[1]
	second = subprocess.run(
		[sys.executable, "-m", "workshop_crm.preview", "--port", port, "--data", str(tmp_path / "b.sqlite3")],
		cwd=ROOT,
		capture_output=True,
		text=True,
		timeout=30,
	)
	first.end()
	assert second.returncode == 1
	assert second.stderr.strip().splitlines()[-1].startswith(f"127.0.0.1:{port} cannot be used")


def test_nothing_of_the_preview_imports_frappe():
	code = (
		"import importlib, json, pkgutil, sys\n"
		"import workshop_crm.preview as preview\n"
		"names = [one.name for one in pkgutil.walk_packages(preview.__path__, 'workshop_crm.preview.')]\n"
		"for name in names:\n"
		"	if not name.endswith('__main__'):\n"
		"		importlib.import_module(name)\n"
		"print(json.dumps([len(names), sorted(name for name in sys.modules if name.split('.')[0] in ('frappe', 'erpnext'))]))\n"
	)
	output = subprocess.run(
		[sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
	)
	count, loaded = json.loads(output.stdout)
	assert count > 60
	assert loaded == []
