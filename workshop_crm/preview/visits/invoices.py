"""Questions about invoices that need more than one table."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from decimal import Decimal

from workshop_crm.core.common.invoices import SUBMITTED
from workshop_crm.preview.records import Record, find, query, rows_of

INVOICE = "Sales Invoice"

VISITS = {"docstatus": SUBMITTED, "is_return": 0}
"""What counts as a visit."""


def credit_notes(connection: sqlite3.Connection, invoice: str) -> list[Decimal]:
	"""The totals of the invoice's submitted credit notes, as positive amounts."""
	notes = find(
		connection, INVOICE, {"return_against": invoice, "docstatus": SUBMITTED}, fields=("grand_total",)
	)
	return [-note["grand_total"] for note in notes]


def paid(connection: sqlite3.Connection, invoice: str) -> Decimal:
	"""The money that was taken with the sale."""
	payments = rows_of(connection, INVOICE, invoice, "payments")
	return sum((payment["amount"] for payment in payments), Decimal(0))


def of_customer(connection: sqlite3.Connection, customer: str, limit: int) -> list[Record]:
	"""A customer's invoices, latest first, with the vehicle and the service."""
	return query(
		connection,
		"""SELECT invoice.*, vehicle.plate_latin, service.name_ar AS service_type_ar
		FROM "tabSales Invoice" AS invoice
		LEFT JOIN tabVehicle AS vehicle ON vehicle.name = invoice.vehicle
		LEFT JOIN "tabService Type" AS service ON service.name = invoice.service_type
		WHERE invoice.customer = ?
		ORDER BY invoice.posting_date DESC, invoice.posting_time DESC, invoice.rowid DESC LIMIT ?""",
		(customer, limit),
	)


def of_vehicles(connection: sqlite3.Connection, vehicles: Sequence[str]) -> list[Record]:
	"""The visits of some vehicles under all their owners, latest first, without what was cancelled or returned."""
	return query(
		connection,
		f"""SELECT invoice.name, customer, posting_date, vehicle, odometer, service_type,
			service.name_ar AS service_type_ar
		FROM "tabSales Invoice" AS invoice
		LEFT JOIN "tabService Type" AS service ON service.name = invoice.service_type
		WHERE vehicle IN ({", ".join("?" * len(vehicles))}) AND invoice.docstatus = 1 AND is_return = 0
		ORDER BY posting_date DESC""",
		vehicles,
	)
