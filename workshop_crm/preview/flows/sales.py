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
from workshop_crm.preview.database import savepoint
from workshop_crm.preview.flows import points
from workshop_crm.preview.flows.cars import note_reading
from workshop_crm.preview.flows.lines import Bill, price
from workshop_crm.preview.jobs import kinds
from workshop_crm.preview.money import to_hundredths
from workshop_crm.preview.store import customers, invoices, jobs, ownership, search_updates, surveys
from workshop_crm.preview.store.invoices import Line, NewInvoice
from workshop_crm.preview.store.settings import Settings


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
	customers.read(connection, sale.customer)
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
	if sale.request_id and (known := invoices.by_request(connection, sale.request_id)):
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
		ownership.check_owner(connection, sale.vehicle, sale.customer)
		if sale.odometer is not None:
			note_reading(connection, sale.vehicle, sale.odometer, sale.odometer_reason, now)
	invoice = invoices.add(connection, _new_invoice(sale, offer), now)
	if offer.account and sale.redeem_points:
		points.redeem(connection, offer.account, invoice, sale.redeem_points, now)
	_settle_points(connection, settings, invoice, now)
	return invoice


def cancel(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> str:
	"""Cancel an invoice, or a credit note; returns the customer."""
	row = invoices.read(connection, invoice)
	if row["cancelled"]:
		raise Conflict(N_("{record} is cancelled already."), record=invoice)
	if invoices.returned_total(connection, invoice):
		raise InvalidInput(N_("{record} was returned. Cancel the credit note first."), record=invoice)
	invoices.mark_cancelled(connection, invoice)
	surveys.withdraw(connection, invoice)
	_settle_points(connection, settings, row["return_against"] or invoice, now)
	_tell_the_rest(connection, row["customer"], now)
	return str(row["customer"])


def take_back(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> str:
	"""Return the whole invoice by a credit note and give the credit note's name."""
	row = invoices.read(connection, invoice)
	if row["cancelled"] or row["is_return"]:
		raise InvalidInput(
			N_("{record} cannot be returned: it is cancelled or a return itself."), record=invoice
		)
	if invoices.returned_total(connection, invoice):
		raise Conflict(N_("{record} was returned already."), record=invoice)
	note = invoices.add(connection, _credit_note(connection, row), now)
	_settle_points(connection, settings, invoice, now)
	_tell_the_rest(connection, row["customer"], now)
	return note


def _new_invoice(sale: Sale, offer: Offer) -> NewInvoice:
	bill = offer.bill
	return NewInvoice(
		customer=sale.customer,
		lines=bill.lines,
		subtotal=to_hundredths(bill.subtotal),
		tax=to_hundredths(bill.tax),
		total=to_hundredths(bill.total),
		service_type=sale.service_type or bill.service_type,
		vehicle=sale.vehicle,
		odometer=sale.odometer,
		odometer_reason=sale.odometer_reason,
		redeem_points=sale.redeem_points,
		redeem_amount=to_hundredths(offer.redeem_amount),
		request_id=sale.request_id,
	)


def _credit_note(connection: sqlite3.Connection, row: sqlite3.Row) -> NewInvoice:
	return NewInvoice(
		customer=row["customer"],
		lines=[
			Line(line.item, -line.qty, line.rate, -line.amount)
			for line in invoices.lines(connection, row["name"])
		],
		subtotal=-row["subtotal"],
		tax=-row["tax"],
		total=-row["total"],
		service_type=row["service_type"],
		vehicle=row["vehicle"],
		return_against=row["name"],
	)


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
