"""Customer Loyalty Points: the totals of each account beside its ledger, and every change of a tier."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workshop_crm.core.loyalty import view
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.liability import OUTSTANDING
from workshop_crm.core.loyalty.model import AccountTotals, Entry, NewEntry, Program, TierMembers
from workshop_crm.core.loyalty.records import account_record
from workshop_crm.core.loyalty.rows import account_totals, expiry_rows
from workshop_crm.core.loyalty.tier_changes import TierChange, change_of, change_record, tier_change
from workshop_crm.preview import records
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.loyalty import ledger
from workshop_crm.preview.settings import Settings

ACCOUNT, CHANGE = "Customer Loyalty Points", "Loyalty Tier Change"
NO_ACCOUNT = AccountTotals(0, Decimal(0))


def write(
	connection: sqlite3.Connection,
	program: Program,
	customer: str,
	rows: Sequence[NewEntry],
	now: datetime,
	why: str = "",
) -> None:
	"""Append rows to the ledger and bring the account up to date. Call it inside a write transaction.

	`why` says of a change of the tier what the rows do not.
	"""
	if rows:
		written = ledger.append(connection, program.name, customer, rows, now)
		_refresh(connection, program, customer, written, now, why)


def pass_time(connection: sqlite3.Connection, settings: Settings, now: datetime) -> None:
	"""Points expire or can be spent from now on, and tiers end. A second time changes nothing."""
	program = ledger.read_program(connection, settings)
	if program is None:
		return
	for customer in sorted(_changing(connection, program.name, now.date())):
		books = Books(ledger.entries(connection, program.name, customer), now.date())
		written = ledger.append(connection, program.name, customer, expiry_rows(books), now)
		_refresh(connection, program, customer, written, now)


def program_view(connection: sqlite3.Connection, settings: Settings) -> dict[str, Any] | None:
	"""The program as its screen shows it; None when there is none."""
	program = ledger.read_program(connection, settings)
	if program is None:
		return None
	return view.program_view(program, _members(connection, program.name), settings.currency)


def latest_changes(connection: sqlite3.Connection, program: str, customer: str) -> list[TierChange]:
	"""The last moves to another tier, newest first."""
	whose = {"customer": customer, "loyalty_program": program}
	rows = records.find(connection, CHANGE, whose, "changed_on desc, creation desc", view.LATEST_CHANGES)
	return [change_of(row) for row in rows]


def _changing(connection: sqlite3.Connection, program: str, today: date) -> set[str]:
	"""Customers whose day has come, and those of files from before there were accounts."""
	kept = records.find(connection, ACCOUNT, {"loyalty_program": program}, fields=("customer", "next_change"))
	rows = records.find(connection, ledger.ENTRY, {"loyalty_program": program}, fields=("customer",))
	later = {row["customer"] for row in kept if row["next_change"] > today}
	return {row["customer"] for row in rows} - later


def _members(connection: sqlite3.Connection, program: str) -> list[TierMembers]:
	rows = records.query(
		connection,
		f"""SELECT tier, count(*) AS members, {OUTSTANDING} AS outstanding FROM "tab{ACCOUNT}"
		WHERE loyalty_program = :program GROUP BY tier""",
		{"program": program},
	)
	return [TierMembers(row["tier"] or "", row["members"], row["outstanding"]) for row in rows]


def _refresh(
	connection: sqlite3.Connection,
	program: Program,
	customer: str,
	written: Sequence[Entry],
	now: datetime,
	why: str = "",
) -> None:
	whose = {"customer": customer, "loyalty_program": program.name}
	sums = account_totals(program, Books(ledger.entries(connection, program.name, customer), now.date()))
	row = records.first(connection, ACCOUNT, whose)
	had = AccountTotals(0, sums.lifetime_spend, row["tier"] or "", row["tier_until"]) if row else NO_ACCOUNT
	if change := tier_change(program, had, sums, written, now.date(), why):
		records.insert(connection, CHANGE, {**whose, **change_record(change)}, now)
		queue.enqueue(connection, kinds.TELL_TIERS, now=now)
	if row:
		records.update(connection, ACCOUNT, row["name"], account_record(sums), now)
	else:
		records.insert(connection, ACCOUNT, {**whose, **account_record(sums)}, now)
