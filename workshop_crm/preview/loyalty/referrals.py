"""Points for who recommended a customer, in the transaction of the sale: the file has one lock."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime

from workshop_crm.core.common.invoices import SUBMITTED
from workshop_crm.core.customers.recommending import recommender
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import EARNING_KINDS, Program
from workshop_crm.core.loyalty.referrals import CAUSE, Recommended, causes, referral_rows
from workshop_crm.preview import records
from workshop_crm.preview.loyalty import accounts, ledger
from workshop_crm.preview.visits.invoices import INVOICE


def settle(connection: sqlite3.Connection, program: Program, customer: str, now: datetime) -> None:
	"""Bring what others have for recommending this customer to what it should be. Twice changes nothing."""
	who = recommender(customer, lambda one: records.get(connection, "Customer", one)["recommended_by"])
	entries = ledger.entries(connection, program.name, customer)
	holders = _holders(connection, causes(entries))
	held = frozenset(name for name, points in holders.items() if points > 0)
	facts = Recommended(customer, entries, _first_visit(connection, customer), held)
	for other in sorted({*holders, *([who] if who and program.referrals.points else [])}):
		books = Books(ledger.entries(connection, program.name, other), now.date())
		is_recommender = other == who and not records.get(connection, "Customer", other)["disabled"]
		rows = referral_rows(program, books, other, facts, is_recommender)
		accounts.write(connection, program, other, rows, now)


def _holders(connection: sqlite3.Connection, known: Sequence[str]) -> dict[str, int]:
	"""Points that customers have for recommendations that these rows caused."""
	about = {"invoice_type": CAUSE, "invoice": ("in", list(known)), "entry_kind": ("in", EARNING_KINDS)}
	held: dict[str, int] = {}
	for row in records.find(connection, ledger.ENTRY, about) if known else ():
		held[row["customer"]] = held.get(row["customer"], 0) + row["loyalty_points"]
	return held


def _first_visit(connection: sqlite3.Connection, customer: str) -> date | None:
	own = {"customer": customer, "docstatus": SUBMITTED, "is_return": 0}
	first = records.first(connection, INVOICE, own, "posting_date")
	return first["posting_date"] if first else None
