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

KILOBYTES_OF_A_MEGABYTE = 1024
DAYS_OF_THE_PAGE = 90
LOT = 5_000
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
	from workshop_crm.services.surveys import figures, results

	frappe.set_user("Administrator")
	start = perf_counter()
	figures.keep_months()
	print(f"months kept in {perf_counter() - start:.1f} s", file=sys.stderr)
	since = (now_datetime() - timedelta(days=DAYS_OF_THE_PAGE)).date().isoformat()
	everything = dict.fromkeys(("from_date", "to_date"))
	page = {**everything, "from_date": since}
	times = {
		"page_seconds": _seconds(lambda: results.scores(**page)),
		"one_technician_seconds": _seconds(
			lambda: results.scores(**everything, technician=made_up.person(7))
		),
		"page_funnel_seconds": _seconds(lambda: results.funnel(**page)),
	}
	report_seconds = _seconds(lambda: results.scores(**everything))
	peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_OF_A_MEGABYTE
	return {
		"host": "erpnext",
		**times,
		"answers": frappe.db.count("Survey Response"),
		"report_seconds": report_seconds,
		"peak_mb": round(peak),
	}


def _seconds(work: Any) -> float:
	start = perf_counter()
	work()
	return round(perf_counter() - start, 3)


def _fill(answers: int) -> None:
	start, now = perf_counter(), now_datetime()
	survey = frappe.get_all("Survey", pluck="name", limit=1)[0]
	_insert("Customer", [{"name": made_up.customer(number)} for number in range(made_up.CUSTOMERS)])
	people = range(made_up.TECHNICIANS + made_up.ADVISERS)
	_insert("Sales Person", [{"name": made_up.person(number)} for number in people])
	_insert("Service Type", [{"name": made_up.service(number)} for number in range(made_up.SERVICES)])
	lots: tuple[list[dict[str, Any]], ...] = ([], [], [])
	doctypes = ("Survey Invitation", "Customer Message", "Survey Response")
	for one in made_up.made_up(answers, survey, now):
		for lot, row in zip(lots, (one.invitation, one.message, one.response), strict=True):
			if row:
				lot.append(row)
		if len(lots[2]) >= LOT:
			_write(doctypes, lots)
	_write(doctypes, lots)
	print(f"filled in {perf_counter() - start:.0f} s", file=sys.stderr)


def _write(doctypes: tuple[str, ...], lots: tuple[list[dict[str, Any]], ...]) -> None:
	for doctype, rows in zip(doctypes, lots, strict=True):
		_insert(doctype, rows)
		rows.clear()
	frappe.db.commit()


def _insert(doctype: str, rows: list[dict[str, Any]]) -> None:
	if rows:
		fields = list(rows[0])
		frappe.db.bulk_insert(
			doctype, fields, [[row[field] for field in fields] for row in rows], ignore_duplicates=True
		)


def _clear() -> None:
	frappe.db.rollback()
	for doctype in MADE:
		frappe.db.sql(f"DELETE FROM `tab{doctype}` WHERE name LIKE 'MEASURED-%' OR name LIKE 'Measured %'")
		frappe.db.commit()
	frappe.db.delete("Survey Month")
	frappe.db.commit()


if __name__ == "__main__":
	main()
