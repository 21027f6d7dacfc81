"""How long the results of surveys take from a million answers on ERPNext. Run inside a bench's `sites` folder:

../env/bin/python -m benchmarks.surveys.on_site SITE [--answers N] [--keep]

Everything is written past the documents, and deleted again unless it is kept.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
from datetime import timedelta
from time import perf_counter
from typing import Any

import frappe
from frappe.utils import now_datetime

from benchmarks.surveys import made_up
from workshop_crm.core.surveys.scores.filters import FilterArguments, ResultFilters

KILOBYTES_OF_A_MEGABYTE = 1024
DAYS_OF_THE_PAGE = 90
LOT = 100_000
MADE = (
	"Survey Response",
	"Survey Invitation",
	"Customer Message",
	"Sales Person",
	"Service Type",
	"Customer",
)


def main() -> None:
	arguments = _arguments()
	frappe.init(site=arguments.site)
	frappe.connect()
	try:
		if not frappe.db.exists("Survey Response", {"name": ("like", "MEASURED-%")}):
			_fill(arguments.answers)
		print(json.dumps(_measure()))
	finally:
		if not arguments.keep:
			_clear()
		frappe.destroy()


def _arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("site")
	parser.add_argument("--answers", type=int, default=1_000_000)
	parser.add_argument("--report", action="store_true", help="what is measured; there is nothing else")
	parser.add_argument("--erpnext", action="store_true", help="where; there is nowhere else")
	parser.add_argument("--keep", action="store_true", help="leave the answers on the site")
	return parser.parse_args()


def _measure() -> dict[str, Any]:
	from workshop_crm.services.surveys import results

	frappe.set_user("Administrator")
	_keep_months()
	since = (now_datetime() - timedelta(days=DAYS_OF_THE_PAGE)).date().isoformat()
	everything, page = ResultFilters(), FilterArguments(since).read()
	technician = FilterArguments(technician=made_up.person(7)).read()
	times = {
		"page_seconds": _seconds(lambda: results.scores(page)),
		"one_technician_seconds": _seconds(lambda: results.scores(technician)),
		"page_funnel_seconds": _seconds(lambda: results.funnel(page)),
		"funnel_seconds": _seconds(lambda: results.funnel(everything)),
		"one_technician_funnel_seconds": _seconds(lambda: results.funnel(technician)),
	}
	report_seconds = _seconds(lambda: results.scores(everything))
	peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_OF_A_MEGABYTE
	return {
		"host": "erpnext",
		**times,
		"answers": frappe.db.count("Survey Response"),
		"report_seconds": report_seconds,
		"peak_mb": round(peak),
	}


def _keep_months() -> None:
	"""As the night's job does, and then a day passes."""
	from workshop_crm.services.surveys import figures, kept_invitations

	start = perf_counter()
	figures.keep_months()
	kept_invitations.keep_months()
	print(f"months kept in {perf_counter() - start:.1f} s", file=sys.stderr)
	a_day_ago = now_datetime() - timedelta(days=1)
	frappe.db.set_value(
		"Survey Invitation Month", {"month": ("is", "set")}, "true_until", a_day_ago, update_modified=False
	)
	frappe.db.commit()


def _seconds(work: Any) -> float:
	start = perf_counter()
	work()
	return round(perf_counter() - start, 3)


def _fill(answers: int) -> None:
	start, now = perf_counter(), now_datetime()
	survey = frappe.get_all("Survey", pluck="name", limit=1)[0]
	frappe.db.sql("SET SESSION sql_mode = CONCAT(@@sql_mode, ',PIPES_AS_CONCAT'), unique_checks = 0")
	for table, count in made_up.named(f"'{now}'"):
		_insert(table, count)
	total = made_up.invitations_of(answers)
	pause = timedelta(days=made_up.DAYS) / total // timedelta(microseconds=1)
	begin = now - timedelta(days=made_up.DAYS)
	for table in made_up.tables(survey, f"TIMESTAMPADD(MICROSECOND, n * {pause}, '{begin}')"):
		_insert(table, total)
	print(f"filled in {perf_counter() - start:.0f} s", file=sys.stderr)


def _insert(table: made_up.Table, count: int) -> None:
	for first in range(0, count, LOT):
		last = min(first + LOT, count) - 1
		frappe.db.sql(table.insertion(f"SELECT seq AS n FROM seq_{first}_to_{last}"))
		frappe.db.commit()


def _clear() -> None:
	frappe.db.rollback()
	for doctype in MADE:
		made = (
			f"DELETE FROM `tab{doctype}` WHERE name LIKE 'MEASURED-%' OR name LIKE 'Measured %' LIMIT {LOT}"
		)
		frappe.db.sql(made)
		while frappe.db._cursor.rowcount:
			frappe.db.commit()
			frappe.db.sql(made)
	for kept in ("Survey Month", "Survey Invitation Month"):
		frappe.db.delete(kept)
	frappe.db.commit()


if __name__ == "__main__":
	main()
