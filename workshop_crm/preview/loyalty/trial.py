"""A template tried on the workshop's invoices of a year, imported ones too, beside the program in use."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.invoices import SUBMITTED
from workshop_crm.core.common.periods import months_after
from workshop_crm.core.loyalty.back_test import back_test
from workshop_crm.core.loyalty.back_test_view import back_test_view
from workshop_crm.core.loyalty.past_invoices import (
	Car,
	Head,
	History,
	Line,
	Person,
	ServiceInterval,
	past_invoices,
)
from workshop_crm.core.loyalty.program_templates import fitted, template
from workshop_crm.preview import records
from workshop_crm.preview.loyalty import ledger, programs
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.visits.invoices import INVOICE, VISITS

Progress = Callable[[int, int], None]


def run(
	connection: sqlite3.Connection,
	settings: Settings,
	draft: str,
	today: date,
	progress: Progress = lambda _done, _all: None,
) -> dict[str, Any]:
	"""`draft` is the key of a template. Nothing is written. Raises InvalidInput for an unknown one."""
	program, _left_out = fitted(template(draft).program, programs.service_types(connection))
	since = (months_after(today, -12) or today) + timedelta(days=1)
	past = _history(connection, since, today)
	count = past.count
	test = back_test(
		replace(program, rounding=settings.rounding),
		ledger.read_program(connection, settings),
		past_invoices(past),
		since,
		today,
		lambda done: progress(done, count),
	)
	return back_test_view(test, settings.currency)


def _history(connection: sqlite3.Connection, since: date, until: date) -> History:
	cars = records.find(connection, "Vehicle", fields=("name", "make", "model_year"))
	people = records.find(connection, "Customer", fields=("name", "birth_date", "recommended_by"))
	types = records.find(connection, "Service Type", fields=("name", "interval_months", "interval_km"))
	return History(
		list(_heads(connection, until)),
		_lines(connection, since, until),
		cars={row["name"]: Car(row["make"] or "", row["model_year"] or None) for row in cars},
		persons={row["name"]: Person(row["birth_date"], bool(row["recommended_by"])) for row in people},
		intervals={
			row["name"]: ServiceInterval(row["interval_months"] or None, row["interval_km"] or None)
			for row in types
		},
		answered=_answered(connection),
	)


def _heads(connection: sqlite3.Connection, until: date) -> Iterator[Head]:
	fields = (
		"name",
		"customer",
		"posting_date",
		"grand_total",
		"return_against",
		"vehicle",
		"odometer",
		"service_type",
	)
	filters = {"docstatus": SUBMITTED, "posting_date": ("<=", until)}
	for row in records.find(connection, INVOICE, filters, fields=fields):
		yield Head(*(row[field] for field in fields))


def _lines(connection: sqlite3.Connection, since: date, until: date) -> dict[str, list[Line]]:
	"""An imported invoice has a total and no lines: it is one line of its service."""
	services = {
		row["name"]: row["service_type"]
		for row in records.find(connection, "Item", fields=("name", "service_type"))
	}
	tried = {**VISITS, "posting_date": ("between", (since, until))}
	found: dict[str, list[Line]] = defaultdict(list)
	rows = records.find(connection, "Sales Invoice Item", fields=("parent", "amount", "item_code"))
	for row in rows:
		found[row["parent"]].append(
			Line(row["amount"], row["item_code"] or "", None, services.get(row["item_code"]))
		)
	for row in records.find(connection, INVOICE, tried, fields=("name", "net_total", "grand_total")):
		if row["name"] not in found:
			found[row["name"]] = [Line(row["net_total"] or row["grand_total"] or Decimal(0), "")]
	return found


def _answered(connection: sqlite3.Connection) -> dict[str, list[date]]:
	found: dict[str, list[date]] = defaultdict(list)
	for row in records.find(
		connection, "Survey Response", None, "answered_on", fields=("customer", "answered_on")
	):
		if row["customer"] and row["answered_on"]:
			found[row["customer"]].append(row["answered_on"].date())
	return found
