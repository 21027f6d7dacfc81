"""Invoices that are cancelled or returned, and what that would do to the customer's points before it is done."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from workshop_crm.core.common.invoices import CANCELLED
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import CreditNote, InvoiceFacts
from workshop_crm.core.loyalty.rewards.records import redemption_of
from workshop_crm.core.loyalty.rewards.redemptions import REDEMPTION
from workshop_crm.core.loyalty.taking_back import (
	PointsTakenBack,
	once_cancelled,
	once_returned,
	once_the_note_is_cancelled,
	taking_back,
)
from workshop_crm.core.visits.taking_back import check_cancel, check_return
from workshop_crm.preview import records
from workshop_crm.preview.loyalty import posting
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.surveys import survey_store
from workshop_crm.preview.visits import checkout
from workshop_crm.preview.visits.invoices import INVOICE
from workshop_crm.preview.visits.visit import state_of


def cancel(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> str:
	"""Cancel an invoice, or a credit note; returns the customer."""
	row = _to_cancel(connection, invoice)
	records.update(connection, INVOICE, invoice, {"docstatus": CANCELLED}, now)
	survey_store.withdraw(connection, invoice, now)
	messages.withdraw(connection, (INVOICE, invoice), now)
	checkout.settle_points(connection, settings, row["return_against"] or invoice, now)
	checkout.tell_the_rest(connection, row["customer"], row["vehicle"], now)
	return str(row["customer"])


def take_back(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> str:
	"""Return the whole invoice by a credit note and give the credit note's name."""
	row = _to_return(connection, invoice)
	note = records.insert(connection, INVOICE, _credit_note(connection, row, now), now)
	checkout.settle_points(connection, settings, invoice, now)
	checkout.tell_the_rest(connection, row["customer"], row["vehicle"], now)
	return note


def before_cancelling(
	connection: sqlite3.Connection, settings: Settings, invoice: str, today: date
) -> PointsTakenBack | None:
	"""What `cancel` would do to the points; None where no points move. It is refused where `cancel` is."""
	row = _to_cancel(connection, invoice)
	if not row["is_return"]:
		facts = once_cancelled(posting.facts_of(connection, row))
		return _points(connection, settings, row, facts, today)
	original = records.get(connection, INVOICE, row["return_against"])
	note = CreditNote(-row["grand_total"])
	facts = once_the_note_is_cancelled(posting.facts_of(connection, original), note)
	return _points(connection, settings, original, facts, today)


def before_returning(
	connection: sqlite3.Connection, settings: Settings, invoice: str, today: date
) -> PointsTakenBack | None:
	"""The same of `take_back`."""
	row = _to_return(connection, invoice)
	return _points(connection, settings, row, once_returned(posting.facts_of(connection, row)), today)


def _points(
	connection: sqlite3.Connection, settings: Settings, row: Record, facts: InvoiceFacts, today: date
) -> PointsTakenBack | None:
	account = posting.open_account(connection, settings, row["customer"])
	if account is None or row["imported"]:
		return None
	filters = {"invoice_type": INVOICE, "invoice": row["name"]}
	redemptions = [redemption_of(found) for found in records.find(connection, REDEMPTION, filters)]
	return taking_back(account.program, Books(account.entries, today), facts, redemptions)


def _to_cancel(connection: sqlite3.Connection, invoice: str) -> Record:
	row = records.get(connection, INVOICE, invoice)
	check_cancel(state_of(connection, row))
	return row


def _to_return(connection: sqlite3.Connection, invoice: str) -> Record:
	row = records.get(connection, INVOICE, invoice)
	check_return(state_of(connection, row))
	return row


def _credit_note(connection: sqlite3.Connection, row: Record, now: datetime) -> Record:
	lines = records.rows_of(connection, INVOICE, row["name"], "items")
	return {
		**checkout.posted(now),
		"customer": row["customer"],
		"items": [
			{
				"item_code": line["item_code"],
				"item_name": line["item_name"],
				"qty": -line["qty"],
				"rate": line["rate"],
				"amount": -line["amount"],
			}
			for line in lines
		],
		"net_total": -row["net_total"],
		"total_taxes_and_charges": -row["total_taxes_and_charges"],
		"discount_amount": -row["discount_amount"],
		"grand_total": -row["grand_total"],
		"service_type": row["service_type"],
		"vehicle": row["vehicle"],
		"is_return": 1,
		"return_against": row["name"],
	}
