"""How long the results of surveys take from a million answers, on the preview's SQLite."""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.surveys import made_up
from workshop_crm.core.surveys.scores.filters import ResultFilters, read_filters
from workshop_crm.preview import records
from workshop_crm.preview.surveys import figures, response_funnel, results
from workshop_crm.preview.workshop import Workshop

LOT = 20_000
KILOBYTES_OF_A_MEGABYTE = 1024
DAYS_OF_THE_PAGE = 90


def report(answers: int) -> None:
	"""Print one JSON object. The report runs in a process of its own, so that its memory is its own."""
	with tempfile.TemporaryDirectory() as folder:
		path = Path(folder) / "data.sqlite3"
		filled, kept = _fill(path, answers)
		print(f"filled in {filled:.0f} s; months kept in {kept:.1f} s", file=sys.stderr)
		command = [sys.executable, "-m", "benchmarks.surveys.report", str(path)]
		print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


def measure(path: Path) -> dict[str, Any]:
	"""What the page asks for, in a fresh process: all time, the last 90 days, one technician."""
	workshop = Workshop(path)
	now = datetime.now()
	since = (now - timedelta(days=DAYS_OF_THE_PAGE)).date().isoformat()
	chosen = {
		"report": read_filters(None, None),
		"page": read_filters(since, None),
		"technician": read_filters(None, None, technician=made_up.person(7)),
	}
	with workshop.open() as connection:
		times = {name: _seconds(connection, filters, now) for name, filters in chosen.items()}
		start = perf_counter()
		response_funnel.view(connection, chosen["page"])
		funnel = perf_counter() - start
		answers = records.count(connection, "Survey Response")
	peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_OF_A_MEGABYTE
	return {
		"host": "preview",
		"page_seconds": round(times["page"], 3),
		"one_technician_seconds": round(times["technician"], 3),
		"page_funnel_seconds": round(funnel, 3),
		"answers": answers,
		"report_seconds": round(times["report"], 3),
		"peak_mb": round(peak),
	}


def _seconds(connection: sqlite3.Connection, filters: ResultFilters, now: datetime) -> float:
	start = perf_counter()
	results.scores(connection, filters, now)
	return perf_counter() - start


def _fill(path: Path, answers: int) -> tuple[float, float]:
	workshop, now = Workshop(path), datetime.now()
	start = perf_counter()
	with workshop.writing() as connection:
		survey = records.find(connection, "Survey", limit=1)[0]["name"]
		_add_named(connection, now)
		_add_answers(connection, answers, survey, now)
	filled = perf_counter() - start
	with workshop.writing() as connection:
		figures.keep_months(connection, now)
	return filled, perf_counter() - start - filled


def _add_named(connection: sqlite3.Connection, now: datetime) -> None:
	people = range(made_up.TECHNICIANS + made_up.ADVISERS)
	customers = [{"name": made_up.customer(number)} for number in range(made_up.CUSTOMERS)]
	records.insert_many(connection, "Customer", customers, now)
	named = [{"name": made_up.person(number)} for number in people]
	records.insert_many(connection, "Sales Person", named, now)
	services = [{"name": made_up.service(number)} for number in range(made_up.SERVICES)]
	records.insert_many(connection, "Service Type", services, now)


def _add_answers(connection: sqlite3.Connection, answers: int, survey: str, now: datetime) -> None:
	lots: dict[str, list[dict[str, Any]]] = {
		"Survey Invitation": [],
		"Customer Message": [],
		"Survey Response": [],
	}
	for one in made_up.made_up(answers, survey, now):
		rows = (one.invitation, one.message, one.response)
		for lot, row in zip(lots.values(), rows, strict=True):
			if row:
				lot.append(row)
		if len(lots["Survey Response"]) >= LOT:
			_write(connection, lots, now)
	_write(connection, lots, now)


def _write(connection: sqlite3.Connection, lots: dict[str, list[dict[str, Any]]], now: datetime) -> None:
	for doctype, rows in lots.items():
		records.insert_many(connection, doctype, rows, now)
		rows.clear()


if __name__ == "__main__":
	print(json.dumps(measure(Path(sys.argv[1]))))
