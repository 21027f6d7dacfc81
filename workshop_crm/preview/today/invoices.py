"""Invoices of the day, and those that are still to be paid."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.today.day import MAX_COUNTED, section_view
from workshop_crm.core.today.invoices import Invoice, Reader, invoice_view
from workshop_crm.preview.call import Call
from workshop_crm.preview.records import Record, query
from workshop_crm.preview.schema.columns import from_millionths
from workshop_crm.preview.surveys import by_hand, triggers

# What is neither paid with money or points nor taken back.
OUTSTANDING = """(invoice.grand_total - invoice.loyalty_amount
	- (SELECT ifnull(sum(payment.amount), 0) FROM "tabSales Invoice Payment" AS payment WHERE payment.parent = invoice.name)
	+ (SELECT ifnull(sum(note.grand_total), 0) FROM "tabSales Invoice" AS note
		WHERE note.return_against = invoice.name AND note.docstatus = 1))"""
TODAYS = "invoice.posting_date = :today"
# How invoices that a file brought were paid is not known.
UNPAID = f"invoice.imported = 0 AND {OUTSTANDING} > 0"
LATEST = "invoice.posting_time DESC, invoice.rowid DESC"
OLDEST = "invoice.posting_date, invoice.posting_time, invoice.rowid"


def visits(call: Call, limit: int) -> dict[str, Any]:
	"""Today's, the latest first."""
	return _section(call, TODAYS, LATEST, limit)


def unpaid(call: Call, limit: int) -> dict[str, Any]:
	"""Those of which something is still to be paid, the oldest first."""
	return _section(call, UNPAID, OLDEST, limit)


def _section(call: Call, wanted: str, order: str, limit: int) -> dict[str, Any]:
	asked = f'FROM "tabSales Invoice" AS invoice WHERE invoice.docstatus = 1 AND invoice.is_return = 0 AND {wanted}'
	values = {"today": call.today.isoformat(), "most": MAX_COUNTED + 1, "rows": limit}
	counted = query(call.connection, f"SELECT count(*) AS found FROM (SELECT 1 {asked} LIMIT :most)", values)
	chosen = f"SELECT invoice.rowid {asked} ORDER BY {order} LIMIT :rows"
	rows = query(
		call.connection,
		f"""SELECT invoice.*, {OUTSTANDING} AS outstanding, customer.customer_name, customer.customer_name_ar,
			customer.mobile_no, customer.phone_extension, vehicle.plate_latin, vehicle.plate_ar, service.name_ar AS service_type_ar
		FROM "tabSales Invoice" AS invoice
		JOIN tabCustomer AS customer ON customer.name = invoice.customer
		LEFT JOIN tabVehicle AS vehicle ON vehicle.name = invoice.vehicle
		LEFT JOIN "tabService Type" AS service ON service.name = invoice.service_type
		WHERE invoice.rowid IN ({chosen}) ORDER BY {order}""",
		values,
	)
	reader = Reader(call.language, call.today, call.settings.region, call.settings.rounding, call.translate)
	found = [triggers.visit_of(row, call.settings) for row in rows]
	invitations = by_hand.invitations_to(call, found)
	views = [
		invoice_view(_invoice(row, invitation["status"] if invitation else ""), reader)
		for row, invitation in zip(rows, invitations, strict=True)
	]
	return section_view(views, counted[0]["found"])


def _invoice(row: Record, invitation: str) -> Invoice:
	return Invoice(
		"Sales Invoice",
		row["name"],
		row["customer"],
		row["posting_date"],
		row["posting_time"],
		row["grand_total"],
		None if row["imported"] else from_millionths(max(row["outstanding"], 0)),
		row["vehicle"] or "",
		row["service_type"] or "",
		row,
		invitation,
	)
