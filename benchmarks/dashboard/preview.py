"""The dashboard of the preview, on a data file that is filled for it."""

from __future__ import annotations

import resource
import tempfile
from datetime import date, datetime, time
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.dashboard.questions import TILES, milliseconds, p95, questions
from benchmarks.data import synthetic
from workshop_crm.core.analytics.customers import customers_page
from workshop_crm.core.analytics.dashboard import build
from workshop_crm.core.analytics.filters import FilterArguments
from workshop_crm.preview import records
from workshop_crm.preview.analytics import analyses, columns
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.workshop import Workshop

CUSTOMERS = 100_000
_NOON = datetime.combine(synthetic.TODAY, time(12))


def measure(invoices: int) -> dict[str, Any]:
	with tempfile.TemporaryDirectory() as place:
		workshop = Workshop(Path(place) / "workshop.db", clock=lambda: _NOON)
		count = _fill(workshop, invoices)
		started = perf_counter()
		analyses.compute(workshop)
		report: dict[str, Any] = {
			"host": "preview",
			"invoices": count,
			"job_seconds": round(perf_counter() - started, 1),
			"job_peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
		}
		options = _ask(workshop, {})["options"]
		report["tiles"] = {tile: _tile(workshop, tile, options) for tile in TILES}
		report["drill_down_p95_ms"] = p95(
			lambda asked: _list(workshop, asked), questions(synthetic.TODAY, options)
		)
		return {**report, "refresh_seconds": _refresh(workshop)}


def _tile(workshop: Workshop, tile: str, options: dict[str, Any]) -> dict[str, float]:
	cold = milliseconds(lambda asked: _ask(workshop, asked, tile), {})
	asked = questions(synthetic.TODAY, options)
	return {"cold_ms": cold, "warm_p95_ms": p95(lambda one: _ask(workshop, one, tile), asked)}


def _ask(workshop: Workshop, asked: dict[str, str], tile: str = "") -> dict[str, Any]:
	kept = columns.current(workshop)
	with workshop.reading() as connection:
		facts = analyses.read_facts(connection, read_settings(connection), kept, synthetic.TODAY)
		return build(facts, FilterArguments(**asked).read(), tile)


def _list(workshop: Workshop, asked: dict[str, str]) -> dict[str, Any]:
	kept = columns.current(workshop)
	with workshop.reading() as connection:
		facts = analyses.read_facts(connection, read_settings(connection), kept, synthetic.TODAY)
		return customers_page(facts, FilterArguments(**asked).read(), limit=50)


def _refresh(workshop: Workshop) -> float:
	"""Seconds from the commit of an invoice until its visit is in the answer."""
	before = _ask(workshop, {}, "cards")["cards"]["visits"]
	with workshop.writing() as connection:
		records.insert_many(
			connection, "Sales Invoice", [_invoice(0, synthetic.TODAY, 9, 100.0, "new")], _NOON
		)
	started = perf_counter()
	after = _ask(workshop, {}, "cards")["cards"]["visits"]
	if after != before + 1:
		raise SystemExit(f"There were {before} visits; after another one there are {after}.")
	return round(perf_counter() - started, 2)


def _fill(workshop: Workshop, invoices: int) -> int:
	made = synthetic.purchases(CUSTOMERS, days=2_200, r=1.5, alpha=12.0, a=0.6, b=7.0)
	long_ago = datetime(2020, 1, 1)
	rows = zip(
		made.customer.tolist(), made.day.tolist(), made.hour.tolist(), made.amount.tolist(), strict=True
	)
	with workshop.writing() as connection:
		people = (
			{"name": _name(number), "customer_name": f"Customer {number}"} for number in range(CUSTOMERS)
		)
		records.insert_many(connection, "Customer", people, long_ago)
		sales = (
			_invoice(customer, date.fromordinal(day), hour, round(amount, 2), str(number))
			for number, (customer, day, hour, amount) in enumerate(rows)
			if number < invoices
		)
		records.insert_many(connection, "Sales Invoice", sales, long_ago)
	return min(invoices, len(made))


def _name(number: int) -> str:
	return f"CUST-{number:07d}"


def _invoice(customer: int, day: date, hour: int, amount: float, name: str) -> dict[str, Any]:
	return {
		"name": f"INV-{name}",
		"docstatus": 1,
		"customer": _name(customer),
		"posting_date": day,
		"posting_time": time(hour),
		"grand_total": amount,
	}
