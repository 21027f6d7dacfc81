"""One visit with its lines and payments, and the payment that is taken afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from workshop_crm.core.loyalty.rows import receipt
from workshop_crm.core.visits.payments import Payment, check_open, check_payments, may_not_pay
from workshop_crm.core.visits.taking_back import InvoiceState
from workshop_crm.core.visits.view import Bill
from workshop_crm.core.visits.visit import ALL_RIGHTS, VisitFacts, VisitLine, acts
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.loyalty import posting
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.visits import invoices
from workshop_crm.preview.visits.checkout import MODES
from workshop_crm.preview.visits.invoices import INVOICE


def read_visit(call: Call, name: str) -> VisitFacts:
	"""Raises NotFound for an unknown invoice. An imported one has a total and no lines."""
	connection = call.connection
	row = records.get(connection, INVOICE, name)
	account = posting.open_account(connection, call.settings, row["customer"])
	program, entries = (account.program, account.entries) if account else (None, ())
	car = records.first(connection, "Vehicle", {"name": row["vehicle"]})
	service = records.first(connection, "Service Type", {"name": row["service_type"]})
	team = records.rows_of(connection, INVOICE, name, "sales_team")
	lines = tuple(_lines(connection, name))
	return VisitFacts(
		doctype=INVOICE,
		customer=row["customer"],
		date=row["posting_date"],
		state=state_of(connection, row),
		lines=lines,
		bill=_bill(row, lines),
		points=receipt(program, entries, posting.facts_of(connection, row), call.today),
		paid_with_points=row["loyalty_amount"],
		outstanding=invoices.outstanding(connection, row),
		payments=invoices.payments(connection, name),
		vehicle=row["vehicle"],
		plate=car["plate_latin"] if car else "",
		odometer=row["odometer"] or None,
		service_type=row["service_type"],
		service_type_ar=service["name_ar"] if service else "",
		technician=row["technician"] or "",
		adviser=team[0]["sales_person"] if team else "",
	)


def pay(
	connection: sqlite3.Connection,
	settings: Settings,
	name: str,
	taken: Sequence[Payment],
	believed: float,
	now: datetime,
) -> None:
	"""Note payments for an invoice of which `believed` is open."""
	row = records.get(connection, INVOICE, name)
	outstanding = invoices.outstanding(connection, row)
	due = outstanding or Decimal(0)
	check_open(believed, due, name, settings.rounding)
	if not acts(state_of(connection, row), outstanding, ALL_RIGHTS)["pay"]:
		raise may_not_pay(name)
	check_payments(taken, MODES, due, settings.rounding)
	rows = [{"mode_of_payment": one.mode, "amount": one.amount} for one in taken]
	records.add_rows(connection, INVOICE, name, "payments", rows, now)
	records.update(connection, INVOICE, name, {}, now)


def state_of(connection: sqlite3.Connection, row: Record) -> InvoiceState:
	notes = tuple(invoices.credit_notes(connection, row["name"]))
	return InvoiceState(row["name"], row["docstatus"], bool(row["is_return"]), row["grand_total"], notes)


def _bill(row: Record, lines: Sequence[VisitLine]) -> Bill:
	"""What the net total lacks of the lines was taken off them. An imported invoice has no lines."""
	tax, total = row["total_taxes_and_charges"], row["grand_total"]
	subtotal = sum((line.amount for line in lines), Decimal(0)) if lines else total - tax
	return Bill(subtotal, tax, total, subtotal + tax - total)


def _lines(connection: sqlite3.Connection, invoice: str) -> list[VisitLine]:
	lines = []
	for row in records.rows_of(connection, INVOICE, invoice, "items"):
		item = records.get(connection, "Item", row["item_code"])
		lines.append(
			VisitLine(
				row["item_code"],
				*invoices.line_names(item, row),
				Decimal(str(row["qty"])),
				row["rate"],
				row["amount"],
				row["price_list_rate"] or row["rate"],
				row["technician"] or "",
				row["adviser"] or "",
			)
		)
	return lines
