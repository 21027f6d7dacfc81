"""An invoice as its paper shows it: the same facts that the other host reads of ERPNext's."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.invoices import CANCELLED
from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.core.loyalty.model import Tier
from workshop_crm.core.loyalty.rows import earned, earned_by_rules
from workshop_crm.core.printing.facts import CarFact, InvoiceFacts, LineFact, PartyFact, PaymentFact, TaxFact
from workshop_crm.core.printing.saudi_tax import DeclaredTotals
from workshop_crm.core.printing.shares import share_out
from workshop_crm.preview import records
from workshop_crm.preview.company import company_name
from workshop_crm.preview.loyalty import ledger, posting, rewards
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.visits import invoices

VAT = N_("VAT")


def read_invoice(connection: sqlite3.Connection, settings: Settings, name: str, today: date) -> InvoiceFacts:
	"""Raises NotFound for an unknown invoice. An imported one has a total and no lines."""
	row = records.get(connection, "Sales Invoice", name)
	customer = records.get(connection, "Customer", row["customer"])
	net_total, tax = row["net_total"], row["total_taxes_and_charges"]
	points = ledger.of_invoice(connection, name)
	rate = _vat_percent(settings, net_total, tax)
	return InvoiceFacts(
		number=name,
		day=row["posting_date"],
		state="Cancelled" if row["docstatus"] == CANCELLED else "Submitted",
		currency=settings.currency,
		decimals=settings.rounding.decimals,
		seller=_seller(settings),
		customer=PartyFact(
			customer["customer_name"],
			customer["customer_name_ar"],
			customer["tax_id"],
			phone=customer["mobile_no"],
			email=customer["email_id"],
		),
		lines=_lines(connection, name, tax, rate, settings.rounding.decimals),
		net_total=net_total,
		total=row["grand_total"],
		taxes=(TaxFact(VAT, tax, rate),) if tax else (),
		car=_car(connection, row),
		service_type=row["service_type"] or "",
		service_type_ar=_arabic_name(connection, row["service_type"]),
		is_return=bool(row["is_return"]),
		return_against=row["return_against"] or "",
		was_returned=not row["is_return"] and bool(invoices.credit_notes(connection, name)),
		points_earned=earned(points),
		award=earned_by_rules(points, settings.rounding, _tiers(connection, settings)),
		points_redeemed=row["loyalty_points"],
		points_for_reward=_cost_of_reward(connection, name),
		points_left=_points_left(connection, settings, row, today),
		paid_with_points=row["loyalty_amount"],
		payment=_payment(connection, row),
		region=settings.region,
		issued=_issued(row),
		declared=DeclaredTotals(settings.currency, net_total, tax),
		returned_net=_returned_net(connection, row),
	)


def _returned_net(connection: sqlite3.Connection, row: Record) -> Decimal | None:
	if not row["return_against"]:
		return None
	net: Decimal = records.get(connection, "Sales Invoice", row["return_against"])["net_total"]
	return net


def _issued(row: Record) -> datetime | None:
	"""An imported invoice may have no time of day."""
	time = row["posting_time"]
	return datetime.combine(row["posting_date"], time).astimezone() if time is not None else None


def _cost_of_reward(connection: sqlite3.Connection, invoice: str) -> int:
	taken = rewards.of_invoice(connection, invoice)
	return taken.cost if taken else 0


def _tiers(connection: sqlite3.Connection, settings: Settings) -> Sequence[Tier]:
	program = ledger.read_program(connection, settings)
	return program.tiers if program else ()


def _points_left(connection: sqlite3.Connection, settings: Settings, row: Record, today: date) -> int | None:
	account = None if row["is_return"] else posting.open_account(connection, settings, row["customer"])
	return balance(account.entries, today) if account else None


def _payment(connection: sqlite3.Connection, row: Record) -> PaymentFact | None:
	"""None for a sale whose money was not taken here."""
	paid = invoices.paid(connection, row["name"])
	return PaymentFact(paid, row["grand_total"] - row["loyalty_amount"] - paid) if paid else None


def _seller(settings: Settings) -> PartyFact:
	return PartyFact(
		settings.company, company_name(settings, "ar"), settings.tax_id, tuple(settings.address.splitlines())
	)


def _lines(
	connection: sqlite3.Connection, invoice: str, tax: Decimal, rate: Decimal | None, decimals: int
) -> tuple[LineFact, ...]:
	"""Tax is counted once for the whole invoice; each line shows its share of it."""
	lines = records.rows_of(connection, "Sales Invoice", invoice, "items")
	amounts = [line["amount"] for line in lines]
	return tuple(
		_line(records.get(connection, "Item", line["item_code"]), line, share, rate)
		for line, share in zip(lines, share_out(tax, amounts, decimals), strict=True)
	)


def _line(item: Record, line: Record, tax: Decimal, rate: Decimal | None) -> LineFact:
	return LineFact(
		*invoices.line_names(item, line),
		Decimal(str(line["qty"])),
		line["rate"],
		line["amount"],
		tax,
		rate,
	)


def _arabic_name(connection: sqlite3.Connection, service_type: str | None) -> str:
	service = records.first(connection, "Service Type", {"name": service_type})
	return service["name_ar"] if service else ""


def _car(connection: sqlite3.Connection, row: Record) -> CarFact | None:
	if not row["vehicle"]:
		return None
	car = records.get(connection, "Vehicle", row["vehicle"])
	return CarFact(
		car["plate_latin"],
		car["plate_ar"],
		car["make"],
		car["model"],
		car["model_year"] or None,
		car["chassis_no"],
		row["odometer"] or None,
	)


def _vat_percent(settings: Settings, net_total: Decimal, tax: Decimal) -> Decimal | None:
	"""The rate of today's settings, where it is the one that the invoice was posted with."""
	is_todays = tax and abs(net_total * settings.vat_rate - tax) <= settings.rounding.half
	return settings.vat_rate * 100 if is_todays else None
