"""A service is completed, cancelled or returned: everything that belongs to it in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from workshop_crm.core.common.errors import N_, Conflict, InvalidInput
from workshop_crm.core.loyalty import earning, ledger, redemption
from workshop_crm.core.loyalty.model import Quote
from workshop_crm.core.vehicles.ownership import check_theirs
from workshop_crm.preview import records
from workshop_crm.preview.database import savepoint
from workshop_crm.preview.flows import points
from workshop_crm.preview.flows.cars import note_reading
from workshop_crm.preview.flows.lines import Bill, price
from workshop_crm.preview.jobs import kinds
from workshop_crm.preview.records import Record
from workshop_crm.preview.store import invoices, jobs, search_updates, surveys
from workshop_crm.preview.store.invoices import CANCELLED, SUBMITTED
from workshop_crm.preview.store.settings import Settings

INVOICE = "Sales Invoice"


@dataclass(frozen=True, slots=True)
class Sale:
	"""What the till asks for. `request_id` is the same whenever the same sale is sent again.

	`odometer_reason` says why the car's reading is lower than the one before.
	"""

	customer: str
	lines: Sequence[object]
	request_id: str | None = None
	vehicle: str | None = None
	odometer: int | None = None
	odometer_reason: str = ""
	redeem_points: int = 0
	service_type: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
	"""A sale priced, before it is completed."""

	bill: Bill
	account: points.Account | None
	balance: int
	most: Quote
	redeem_amount: Decimal
	points_to_earn: int


def quote(connection: sqlite3.Connection, settings: Settings, sale: Sale, now: datetime) -> Offer:
	"""Raises InvalidInput when the lines, the points or the vehicle do not fit."""
	records.get(connection, "Customer", sale.customer)
	bill = price(connection, sale.lines, settings.vat_rate)
	account = points.open_account(connection, settings, sale.customer)
	redeem_amount = points.redeemed_amount(account, sale.redeem_points, bill.total, now)
	if account is None:
		return Offer(bill, None, 0, Quote(0, Decimal(0)), redeem_amount, 0)
	balance = ledger.balance(account.entries, now.date())
	return Offer(
		bill,
		account,
		balance,
		redemption.quote(balance, bill.total, account.program.point_value),
		redeem_amount,
		earning.points_to_earn(account.program, account.entries, bill.total, redeem_amount),
	)


def complete(connection: sqlite3.Connection, settings: Settings, sale: Sale, now: datetime) -> str:
	"""Post the invoice, queue what follows and return its name; the same request again returns the same invoice."""
	same = {"workshop_request_id": sale.request_id}
	if sale.request_id and (known := records.first(connection, INVOICE, same)):
		if known["customer"] != sale.customer:
			raise Conflict(N_("This sale was completed already, for another customer. Start a new one."))
		return str(known["name"])
	invoice = post(connection, settings, sale, now)
	jobs.enqueue(connection, kinds.INVITE, invoice, now=now)
	_tell_the_rest(connection, sale.customer, now)
	return invoice


def post(connection: sqlite3.Connection, settings: Settings, sale: Sale, now: datetime) -> str:
	"""The invoice with the points redeemed and earned at the moment `now`, and nothing that follows from it."""
	offer = quote(connection, settings, sale, now)
	if sale.vehicle:
		owner = records.get(connection, "Vehicle", sale.vehicle)["customer"]
		check_theirs(sale.vehicle, owner, sale.customer)
		if sale.odometer is not None:
			note_reading(connection, sale.vehicle, sale.odometer, sale.odometer_reason, now)
	invoice = records.insert(connection, INVOICE, _new_invoice(sale, offer, now), now)
	if offer.account and sale.redeem_points:
		points.redeem(connection, offer.account, invoice, sale.redeem_points, now)
	_settle_points(connection, settings, invoice, now)
	return invoice


def cancel(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> str:
	"""Cancel an invoice, or a credit note; returns the customer."""
	row = records.get(connection, INVOICE, invoice)
	if row["docstatus"] == CANCELLED:
		raise Conflict(N_("{record} is cancelled already."), record=invoice)
	if invoices.returned_total(connection, invoice):
		raise InvalidInput(N_("{record} was returned. Cancel the credit note first."), record=invoice)
	records.update(connection, INVOICE, invoice, {"docstatus": CANCELLED}, now)
	surveys.withdraw(connection, invoice, now)
	_settle_points(connection, settings, row["return_against"] or invoice, now)
	_tell_the_rest(connection, row["customer"], now)
	return str(row["customer"])


def take_back(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> str:
	"""Return the whole invoice by a credit note and give the credit note's name."""
	row = records.get(connection, INVOICE, invoice)
	if row["docstatus"] == CANCELLED or row["is_return"]:
		raise InvalidInput(
			N_("{record} cannot be returned: it is cancelled or a return itself."), record=invoice
		)
	if invoices.returned_total(connection, invoice):
		raise Conflict(N_("{record} was returned already."), record=invoice)
	note = records.insert(connection, INVOICE, _credit_note(connection, row, now), now)
	_settle_points(connection, settings, invoice, now)
	_tell_the_rest(connection, row["customer"], now)
	return note


def _new_invoice(sale: Sale, offer: Offer, now: datetime) -> Record:
	bill = offer.bill
	return {
		**_posted(now),
		"customer": sale.customer,
		"items": bill.lines,
		"net_total": bill.subtotal,
		"total_taxes_and_charges": bill.tax,
		"grand_total": bill.total,
		"service_type": sale.service_type or bill.service_type,
		"vehicle": sale.vehicle,
		"odometer": sale.odometer or 0,
		"odometer_reason": sale.odometer_reason,
		"loyalty_points": sale.redeem_points,
		"loyalty_amount": offer.redeem_amount,
		"workshop_request_id": sale.request_id,
	}


def _credit_note(connection: sqlite3.Connection, row: Record, now: datetime) -> Record:
	lines = records.rows_of(connection, INVOICE, row["name"], "items")
	return {
		**_posted(now),
		"customer": row["customer"],
		"items": [
			{
				"item_code": line["item_code"],
				"qty": -line["qty"],
				"rate": line["rate"],
				"amount": -line["amount"],
			}
			for line in lines
		],
		"net_total": -row["net_total"],
		"total_taxes_and_charges": -row["total_taxes_and_charges"],
		"grand_total": -row["grand_total"],
		"service_type": row["service_type"],
		"vehicle": row["vehicle"],
		"is_return": 1,
		"return_against": row["name"],
	}


def _posted(now: datetime) -> Record:
	return {
		"docstatus": SUBMITTED,
		"posting_date": now.date(),
		"posting_time": now.time().replace(microsecond=0),
	}


def _settle_points(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> None:
	"""Points must never stop a sale: where they cannot be settled now, a job does it later."""
	try:
		with savepoint(connection):
			points.settle(connection, settings, invoice, now)
	except Exception:
		jobs.enqueue(connection, kinds.SETTLE_POINTS, invoice, now=now)


def _tell_the_rest(connection: sqlite3.Connection, customer: str, now: datetime) -> None:
	search_updates.queue(connection, [customer])
	jobs.enqueue(connection, kinds.UPDATE_SEARCH, now=now)
	jobs.enqueue(connection, kinds.ANALYSE, now=now, delay=kinds.ANALYTICS_DELAY)
