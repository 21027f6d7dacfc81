"""Questions about invoices that need more than one table."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from decimal import Decimal

from workshop_crm.core.common.invoices import SUBMITTED
from workshop_crm.core.visits.payments import Payment, still_open, total_of
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


def payments(connection: sqlite3.Connection, invoice: str) -> list[Payment]:
	"""The money that was taken with the sale or after it."""
	rows = rows_of(connection, INVOICE, invoice, "payments")
	return [Payment(row["mode_of_payment"], row["amount"]) for row in rows]


def paid(connection: sqlite3.Connection, invoice: str) -> Decimal:
	return total_of(payments(connection, invoice))


def outstanding(connection: sqlite3.Connection, row: Record) -> Decimal | None:
	"""What is still to be paid of an invoice; None of one that a file brought, of which nobody knows.

	A credit note settles what it takes back, as on ERPNext.
	"""
	if row["imported"]:
		return None
	if row["docstatus"] != SUBMITTED or row["is_return"]:
		return Decimal(0)
	returned = sum(credit_notes(connection, row["name"]), Decimal(0))
	unpaid = row["grand_total"] - row["loyalty_amount"] - paid(connection, row["name"])
	return still_open(unpaid, returned)


def of_customer(connection: sqlite3.Connection, customer: str, limit: int) -> list[Record]:
	"""A customer's invoices, latest first, with the vehicle and the service."""
	return query(
		connection,
		"""SELECT invoice.*, vehicle.plate_latin, service.name_ar AS service_type_ar
		FROM "tabSales Invoice" AS invoice
		LEFT JOIN tabVehicle AS vehicle ON vehicle.name = invoice.vehicle
		LEFT JOIN "tabService Type" AS service ON service.name = invoice.service_type
		WHERE invoice.customer = ?
		ORDER BY invoice.posting_date DESC, invoice.name DESC LIMIT ?""",
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


def line_names(item: Record, line: Record) -> tuple[str, str]:
	"""A line's name in both languages: what was described freely has one only."""
	return (line["item_name"], "") if line["item_name"] else (item["item_name"], item["item_name_ar"])
