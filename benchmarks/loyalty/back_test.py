"""How long a back-test of 100,000 invoices takes: two lines each, of 25,000 customers, on the preview's SQLite."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from workshop_crm.core.loyalty.program_templates import INTERVALS
from workshop_crm.core.vehicles.defaults import DEFAULT_SERVICE_TYPES
from workshop_crm.preview import records
from workshop_crm.preview.loyalty import trial
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.visits.invoices import INVOICE
from workshop_crm.preview.workshop import Workshop

INVOICES = 100_000
CUSTOMERS = 25_000
LINES = 2
NOW = datetime(2026, 12, 1, 12, 0)


def seconds(invoices: int = INVOICES) -> float:
	"""From the question to the answer, the reading of the records included."""
	with TemporaryDirectory() as folder:
		workshop = Workshop(Path(folder) / "workshop.sqlite3", lambda: NOW)
		_fill(workshop, invoices)
		with workshop.reading() as connection:
			started = time.perf_counter()
			found = trial.run(connection, read_settings(connection), INTERVALS.key, NOW.date())
			taken = time.perf_counter() - started
	assert found["invoices"] == invoices, found["invoices"]
	return round(taken, 1)


def _fill(workshop: Workshop, count: int) -> None:
	made_up = random.Random(14)
	invoices = [_invoice(number, made_up) for number in range(count)]
	with workshop.writing() as connection:
		items = [item["name"] for item in records.find(connection, "Item")]
		customers = ({"name": f"C{number}", "customer_name": f"C{number}"} for number in range(CUSTOMERS))
		records.insert_many(connection, "Customer", customers, NOW)
		records.insert_many(connection, INVOICE, invoices, NOW)
		lines = (line for invoice in invoices for line in _lines(invoice, items, made_up))
		records.insert_many(connection, "Sales Invoice Item", lines, NOW)


def _invoice(number: int, made_up: random.Random) -> dict[str, Any]:
	net = Decimal(made_up.randrange(100, 1500))
	return {
		"name": f"S{number}",
		"docstatus": 1,
		"customer": f"C{number % CUSTOMERS}",
		"posting_date": NOW.date() - timedelta(days=made_up.randrange(360)),
		"net_total": net,
		"total_taxes_and_charges": net * 15 / 100,
		"grand_total": net * 115 / 100,
		"service_type": made_up.choice(DEFAULT_SERVICE_TYPES).name,
	}


def _lines(invoice: dict[str, Any], items: list[str], made_up: random.Random) -> Iterator[dict[str, Any]]:
	for place in range(LINES):
		amount = invoice["net_total"] / LINES
		yield {
			"name": f"{invoice['name']}-{place}",
			"parent": invoice["name"],
			"parenttype": INVOICE,
			"parentfield": "items",
			"idx": place,
			"item_code": made_up.choice(items),
			"qty": 1,
			"rate": amount,
			"amount": amount,
		}
