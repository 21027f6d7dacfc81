"""Points of an invoice: the ledger's rows are brought to what core says they should be."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.loyalty import earning, ledger, redemption, returns, tiers
from workshop_crm.core.loyalty.model import Entry, Program
from workshop_crm.preview.money import rounded, to_decimal
from workshop_crm.preview.store import invoices, loyalty
from workshop_crm.preview.store.loyalty import NewEntry
from workshop_crm.preview.store.settings import Settings


@dataclass(frozen=True, slots=True)
class Account:
	"""One customer's rows in the programme, oldest first."""

	program: Program
	customer: str
	entries: Sequence[Entry]


def open_account(connection: sqlite3.Connection, settings: Settings, customer: str) -> Account | None:
	"""None while the workshop has no loyalty programme."""
	program = loyalty.read_program(connection, settings.loyalty_program)
	if program is None:
		return None
	return Account(program, customer, loyalty.entries(connection, program.name, customer))


def redeemed_amount(account: Account | None, points: int, total: Decimal, now: datetime) -> Decimal:
	"""The money that `points` pay on an invoice of `total`; raises InvalidInput when they may not."""
	if points == 0:
		return Decimal(0)
	if account is None:
		raise InvalidInput(N_("There is no loyalty programme, so no points can be redeemed."))
	balance = ledger.balance(account.entries, now.date())
	redemption.check(points, balance, total, account.program.point_value)
	return rounded(redemption.amount(points, account.program.point_value))


def redeem(
	connection: sqlite3.Connection, account: Account, invoice: str, points: int, now: datetime
) -> None:
	"""Take points from the lots that expire first. The caller holds the write lock since before it read them."""
	today = now.date()
	lots = ledger.open_lots(account.entries, today)
	expiry = {lot.entry: lot.expiry_date for lot in lots}
	loyalty.append(
		connection,
		account.program.name,
		account.customer,
		[
			NewEntry("Redeem", -part, Decimal(0), today, expiry[lot], invoice, lot, f"{invoice}:redeem:{lot}")
			for lot, part in ledger.allocate(lots, points)
		],
		now,
	)


def settle(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> None:
	"""Bring an invoice's earned and restored points to what they should be now; calling it twice adds nothing."""
	row = invoices.read(connection, invoice)
	account = open_account(connection, settings, row["customer"])
	if account is None or row["is_return"] or row["imported"]:
		return
	total, redeemed = to_decimal(row["total"]), to_decimal(row["redeem_amount"])
	returned = total if row["cancelled"] else to_decimal(invoices.returned_total(connection, invoice))
	own = [entry for entry in account.entries if entry.invoice == invoice]
	share = Fraction(1) if row["cancelled"] else returns.returned_share(total, returned)
	rows = _restored(invoice, own, share, now)
	# What is given back counts before what is taken back: both concern the same moment.
	rows += _corrected(account, row, earning.eligible_amount(total, redeemed, returned), own, now)
	loyalty.append(connection, account.program.name, account.customer, rows, now)


def _restored(invoice: str, own: Sequence[Entry], share: Fraction, now: datetime) -> list[NewEntry]:
	return [
		NewEntry(
			"Restore",
			row.points,
			Decimal(0),
			now.date(),
			row.expiry_date,
			invoice,
			row.redeem_against,
			f"{invoice}:restore:{row.redeem_against}:{len(own)}",
		)
		for row in returns.restorations(own, share)
	]


def _corrected(
	account: Account, row: sqlite3.Row, eligible: Decimal, own: Sequence[Entry], now: datetime
) -> list[NewEntry]:
	total, redeemed = to_decimal(row["total"]), to_decimal(row["redeem_amount"])
	first = earning.eligible_amount(total, redeemed, Decimal(0))
	tier = tiers.earning_tier(account.program, account.entries, row["name"], first)
	change = earning.correction(account.program, tier, eligible, own, now.date())
	if change is None:
		return []
	return [
		NewEntry(
			change.kind,
			change.points,
			change.spend,
			now.date(),
			change.expiry_date,
			row["name"],
			change.redeem_against,
			f"{row['name']}:earn:{len(own)}",
			tier=tier.name,
		)
	]
