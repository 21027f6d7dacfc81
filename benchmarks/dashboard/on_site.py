"""python -m benchmarks.dashboard.on_site SITE VERB, in the bench's folder `sites`; prints one JSON object last."""

from __future__ import annotations

import argparse
import json
import resource
from datetime import date
from pathlib import Path
from secrets import token_urlsafe
from time import perf_counter
from typing import Any

import frappe
from frappe.utils.password import update_password

from workshop_crm.install import ROLE_PROFILES

MANAGER = "manager@benchmark.example.com"


def main() -> None:
	parser = argparse.ArgumentParser()
	parser.add_argument("site")
	parser.add_argument("verb", choices=("job", "manager", "visit", "undo", "memory"))
	parser.add_argument("--invoice", default="")
	arguments = parser.parse_args()
	frappe.init(arguments.site)
	frappe.connect()
	try:
		frappe.set_user("Administrator")
		verbs = {
			"job": job,
			"manager": log_in,
			"visit": visit,
			"undo": lambda: undo(arguments.invoice),
			"memory": memory,
		}
		print(json.dumps(verbs[arguments.verb]()))
	finally:
		frappe.destroy()


def job() -> dict[str, Any]:
	"""The nightly job from nothing, alone in its process."""
	from workshop_crm.services.analytics import columns, scoring

	columns.forget()
	started = perf_counter()
	customers = scoring.run()
	seconds = perf_counter() - started
	return {
		"customers_valued": customers,
		"invoices": len(columns.current().visits["day"]),
		"job_seconds": round(seconds, 1),
		"job_peak_mb": _peak(),
	}


def log_in() -> dict[str, str]:
	"""A manager with a new password."""
	if not frappe.db.exists("User", MANAGER):
		user = {"doctype": "User", "email": MANAGER, "first_name": "Manager", "send_welcome_email": 0}
		frappe.get_doc(user).insert()
	frappe.get_doc("User", MANAGER).add_roles(*ROLE_PROFILES["Workshop Manager"])
	password = token_urlsafe(18)
	update_password(MANAGER, password)
	frappe.db.commit()
	return {"usr": MANAGER, "pwd": password}


def visit() -> dict[str, Any]:
	"""An invoice is submitted; seconds from its commit until the job that follows it has told the open dashboards."""
	from workshop_crm.services.analytics import columns

	latest = frappe.get_last_doc("Sales Invoice", {"docstatus": 1, "is_return": 0})
	invoice = frappe.copy_doc(latest)
	invoice.vehicle, invoice.odometer = None, 0
	invoice.set_posting_time = 1
	invoice.posting_date = invoice.due_date = date.today()
	# Its dates are those of the invoice that is copied.
	invoice.payment_schedule = []
	invoice.insert()
	invoice.submit()
	frappe.db.commit()
	started = perf_counter()
	columns.catch_up()
	return {"invoice": invoice.name, "seconds": round(perf_counter() - started, 2)}


def undo(invoice: str) -> dict[str, Any]:
	frappe.get_doc("Sales Invoice", invoice).cancel()
	frappe.db.commit()
	return {}


def memory() -> dict[str, Any]:
	"""Megabytes of a process that has answered every filter, and how many of them are its own."""
	from benchmarks.dashboard.questions import questions
	from workshop_crm.core.analytics.filters import FilterArguments
	from workshop_crm.services.analytics import dashboard

	options = dashboard.figures(FilterArguments().read())["options"]
	for question in questions(date.today(), options):
		dashboard.figures(FilterArguments(**question).read())
		dashboard.customers(FilterArguments(**question).read(), "clv", 50, 0, "")
	return {"worker_peak_mb": _peak(), "worker_own_mb": _own()}


def _peak() -> int:
	return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _own() -> int:
	"""Without the pages of files, which all processes share."""
	lines = Path("/proc/self/status").read_text().splitlines()
	return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("RssAnon"))


if __name__ == "__main__":
	main()
