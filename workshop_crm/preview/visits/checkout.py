"""A service is completed: everything that belongs to it in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from workshop_crm.core.common.invoices import CANCELLED, SUBMITTED
from workshop_crm.core.loyalty import redemption
from workshop_crm.core.loyalty.model import Offer
from workshop_crm.core.loyalty.rewards import till
from workshop_crm.core.loyalty.rewards.model import RewardLine, RewardSale
from workshop_crm.core.loyalty.rewards.till import Chosen, Shelf
from workshop_crm.core.vehicles.ownership import check_theirs
from workshop_crm.core.visits.discount_limits import Given
from workshop_crm.core.visits.payments import CARD, CASH, check_payments
from workshop_crm.core.visits.people import Worked, adviser_shares, technician_of_visit
from workshop_crm.core.visits.prices import check_shown
from workshop_crm.core.visits.sale import CompletedSale, Sale, completed
from workshop_crm.preview import records
from workshop_crm.preview.database import savepoint
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.loyalty import facts, posting, rewards
from workshop_crm.preview.records import Record
from workshop_crm.preview.search import updates
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.vehicles import kept_due
from workshop_crm.preview.vehicles.vehicle_record import note_reading
from workshop_crm.preview.visits.invoices import INVOICE
from workshop_crm.preview.visits.lines import Bill, price

MODES = (CASH, CARD)
PAYING = ((CASH, True), (CARD, False))
"""The ways of paying, each with whether it is cash."""


@dataclass(frozen=True, slots=True)
class Priced:
	"""A sale before it is completed."""

	bill: Bill
	account: posting.Account | None
	offer: Offer
	shelf: Shelf
	before: RewardSale
	chosen: Chosen | None
	given: Given


def quote(connection: sqlite3.Connection, settings: Settings, sale: Sale, now: datetime) -> Priced:
	"""Raises InvalidInput when the points or the vehicle do not fit, NotFound for an unknown item or vehicle."""
	records.get(connection, "Customer", sale.customer)
	if sale.vehicle:
		owner = records.get(connection, "Vehicle", sale.vehicle)["customer"]
		check_theirs(sale.vehicle, owner, sale.customer)
	full = price(connection, sale.lines, settings)
	given = Given(full.prices, full.total, sale.discount.off(full.total, settings.rounding))
	whole = full.less(given.off, settings) if given.off else full
	shelf = rewards.shelf(connection, settings, sale.customer)
	before = _before_reward(connection, whole, shelf)
	chosen = till.choose(shelf, before, sale.reward, sale.reward_code, now.date())
	bill = whole.less(chosen.worth, settings) if chosen else whole
	asked = {
		"name": None,
		"posting_date": now.date(),
		"customer": sale.customer,
		"vehicle": sale.vehicle,
		"odometer": sale.odometer,
		"service_type": sale.service_type or bill.service_type,
	}
	of_sale = facts.of_sale(connection, asked, bill.lines, shelf.program.rules if shelf.program else ())
	offer = redemption.offer(
		shelf.program,
		shelf.entries,
		sale.customer,
		bill.total,
		bill.total,
		sale.redeem_points,
		of_sale,
		chosen.cost if chosen else 0,
	)
	account = posting.Account(shelf.program, sale.customer, shelf.entries) if shelf.program else None
	return Priced(bill, account, offer, shelf, before, chosen, given)


def _before_reward(connection: sqlite3.Connection, bill: Bill, shelf: Shelf) -> RewardSale:
	"""A discount on the whole lowers each line by its share."""
	net = bill.subtotal - bill.discount
	share = net / bill.subtotal if bill.subtotal else Decimal(1)
	lines = tuple(
		RewardLine(line["item_code"], Decimal(str(line["qty"])), line["rate"] * share, service)
		for line, service in zip(bill.lines, bill.services, strict=True)
	)
	return RewardSale(lines, net, bill.total, rewards.list_rates(connection, shelf))


def complete(
	connection: sqlite3.Connection,
	settings: Settings,
	sale: Sale,
	now: datetime,
	before: Callable[[], None] | None = None,
) -> str:
	"""Post the invoice, queue what follows and return its name; the same request again returns the same invoice.

	`before` may refuse a sale that is not made yet.
	"""
	if name := completed(sale, _known(connection, sale.key)):
		return name
	if before:
		before()
	invoice = post(connection, settings, sale, now)
	queue.enqueue(connection, kinds.INVITE, invoice, now=now)
	tell_the_rest(connection, sale.customer, sale.vehicle, now)
	return invoice


def post(connection: sqlite3.Connection, settings: Settings, sale: Sale, now: datetime) -> str:
	"""The invoice with the points redeemed and earned at the moment `now`, and nothing that follows from it."""
	priced = quote(connection, settings, sale, now)
	check_shown(sale.lines, priced.given.lines, settings.rounding)
	if sale.vehicle and sale.odometer is not None:
		note_reading(connection, sale.vehicle, sale.odometer, sale.odometer_reason, now)
	own = {name for line in sale.lines for name in (line.technician, line.adviser)}
	for person in sorted({*own, sale.technician or "", sale.adviser or ""} - {""}):
		records.get(connection, "Sales Person", person)
	due = priced.bill.total - priced.offer.amount
	check_payments(sale.payments, MODES, due, settings.rounding)
	invoice = records.insert(connection, INVOICE, _new_invoice(sale, priced, now), now)
	if priced.chosen:
		rewards.apply(connection, priced.shelf, priced.chosen, invoice, now)
	if priced.account and sale.redeem_points:
		account = posting.open_account(connection, settings, sale.customer)
		posting.redeem(connection, account or priced.account, invoice, sale.redeem_points, now)
	settle_points(connection, settings, invoice, now)
	return invoice


def _known(connection: sqlite3.Connection, key: str) -> CompletedSale | None:
	row = records.first(connection, INVOICE, {"workshop_request_id": key})
	if row is None:
		return None
	return CompletedSale(
		row["name"], row["customer"], row["workshop_request_digest"], row["docstatus"] == CANCELLED
	)


def _new_invoice(sale: Sale, priced: Priced, now: datetime) -> Record:
	bill, worked = priced.bill, _worked(sale, priced.bill)
	team = [
		{"sales_person": name, "allocated_percentage": float(share)} for name, share in adviser_shares(worked)
	]
	reward = priced.chosen.worth if priced.chosen else Decimal(0)
	return {
		**posted(now),
		"customer": sale.customer,
		"items": bill.lines,
		"payments": [{"mode_of_payment": one.mode, "amount": one.amount} for one in sale.payments],
		"net_total": bill.subtotal - bill.discount,
		"total_taxes_and_charges": bill.tax,
		"discount_amount": priced.given.off + reward,
		"loyalty_reward": priced.chosen.reward if priced.chosen else None,
		"reward_code": sale.reward_code,
		"reward_amount": reward,
		"grand_total": bill.total,
		"service_type": sale.service_type or bill.service_type,
		"vehicle": sale.vehicle,
		"odometer": sale.odometer or 0,
		"odometer_reason": sale.odometer_reason,
		"technician": technician_of_visit(worked) or None,
		"sales_team": team,
		"loyalty_points": sale.redeem_points,
		"loyalty_amount": priced.offer.amount,
		"workshop_request_id": sale.key or None,
		"workshop_request_digest": sale.digest,
	}


def _worked(sale: Sale, bill: Bill) -> list[Worked]:
	return [
		Worked(row["amount"], line.technician or sale.technician or "", line.adviser or sale.adviser or "")
		for row, line in zip(bill.lines, sale.lines, strict=True)
	]


def posted(now: datetime) -> Record:
	"""What an invoice or a credit note says of its own moment."""
	return {
		"docstatus": SUBMITTED,
		"posting_date": now.date(),
		"posting_time": now.time().replace(microsecond=0),
	}


def settle_points(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> None:
	"""Points must never stop a sale: where they cannot be settled now, a job does it later."""
	try:
		with savepoint(connection):
			posting.settle(connection, settings, invoice, now)
			rewards.settle(connection, settings, invoice, now)
	except Exception:
		queue.enqueue(connection, kinds.SETTLE_POINTS, invoice, now=now)


def tell_the_rest(connection: sqlite3.Connection, customer: str, vehicle: str | None, now: datetime) -> None:
	"""Search, figures and what the car needs next follow in jobs."""
	kept_due.keep_soon(connection, vehicle, now)
	updates.queue(connection, [customer])
	queue.enqueue(connection, kinds.UPDATE_SEARCH, now=now)
	queue.enqueue(connection, kinds.ANALYSE, now=now, delay=kinds.ANALYTICS_DELAY)
