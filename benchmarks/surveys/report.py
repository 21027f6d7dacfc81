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
from workshop_crm.core.surveys.scores.filters import FilterArguments, ResultFilters
from workshop_crm.preview import records
from workshop_crm.preview.database import writing
from workshop_crm.preview.schema.columns import to_moment
from workshop_crm.preview.schema.tables import indexed_at_the_end
from workshop_crm.preview.surveys import figures, kept_invitations, response_funnel, results
from workshop_crm.preview.workshop import Workshop

KILOBYTES_OF_A_MEGABYTE = 1024
DAYS_OF_THE_PAGE = 90
NUMBERS = "WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n < {last}) SELECT n FROM counted"


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
	everything = ResultFilters()
	page = FilterArguments(since).read()
	technician = FilterArguments(technician=made_up.person(7)).read()
	with workshop.open() as connection:
		times = {
			"page_seconds": _seconds(lambda: results.scores(connection, page, now)),
			"one_technician_seconds": _seconds(lambda: results.scores(connection, technician, now)),
			"page_funnel_seconds": _seconds(lambda: response_funnel.view(connection, page, now.date())),
			"funnel_seconds": _seconds(lambda: response_funnel.view(connection, everything, now.date())),
			"one_technician_funnel_seconds": _seconds(
				lambda: response_funnel.view(connection, technician, now.date())
			),
		}
		report_seconds = _seconds(lambda: results.scores(connection, everything, now))
		answers = records.count(connection, "Survey Response")
	peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_OF_A_MEGABYTE
	return {
		"host": "preview",
		**times,
		"answers": answers,
		"report_seconds": report_seconds,
		"peak_mb": round(peak),
	}


def _seconds(work: Any) -> float:
	start = perf_counter()
	work()
	return round(perf_counter() - start, 3)


def _fill(path: Path, answers: int) -> tuple[float, float]:
	workshop, now = Workshop(path), datetime.now()
	start = perf_counter()
	with workshop.open() as connection:
		connection.execute("PRAGMA foreign_keys = OFF")
		connection.execute("PRAGMA synchronous = OFF")
		connection.execute("PRAGMA temp_store = MEMORY")
		connection.execute("PRAGMA cache_size = -500000")
		with writing(connection):
			_add_all(connection, answers, now)
	filled = perf_counter() - start
	with workshop.writing() as connection:
		figures.keep_months(connection, now)
		kept_invitations.keep_months(connection, now)
		# And then a day passes.
		a_day_ago = {"true_until": now - timedelta(days=1)}
		records.update_where(connection, kept_invitations.MONTH, {}, a_day_ago, now)
	return filled, perf_counter() - start - filled


def _add_all(connection: sqlite3.Connection, answers: int, now: datetime) -> None:
	survey = records.find(connection, "Survey", limit=1)[0]["name"]
	for table, count in made_up.named(f"'{to_moment(now)}'"):
		connection.execute(table.insertion(NUMBERS.format(last=count - 1)))
	total = made_up.invitations_of(answers)
	start, pause = now - timedelta(days=made_up.DAYS), made_up.DAYS / total
	moment = f"strftime('%Y-%m-%d %H:%M:%f', julianday('{to_moment(start)}') + n * {pause!r}) || '000'"
	for table in made_up.tables(survey, moment):
		with indexed_at_the_end(connection, table.doctype):
			connection.execute(table.insertion(NUMBERS.format(last=total - 1)))


if __name__ == "__main__":
	print(json.dumps(measure(Path(sys.argv[1]))))
