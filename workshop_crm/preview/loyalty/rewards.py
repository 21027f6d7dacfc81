"""Rewards: the catalog, and redemptions brought to what core says they should be."""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.redemption import require_program
from workshop_crm.core.loyalty.rewards import codes
from workshop_crm.core.loyalty.rewards.catalogue import check_available, expiry_of_code
from workshop_crm.core.loyalty.rewards.defaults import DEFAULT_REWARDS
from workshop_crm.core.loyalty.rewards.model import Redemption, Reward, State, Taken
from workshop_crm.core.loyalty.rewards.records import (
	CATALOG,
	redemption_of,
	reward_of,
	reward_record,
	taken_of,
	terms_text,
)
from workshop_crm.core.loyalty.rewards.redemptions import (
	REDEMPTION,
	check_by_hand,
	end_of,
	given,
	is_due_to_expire,
	rows_due,
	state_after,
)
from workshop_crm.core.loyalty.rewards.till import Chosen, Shelf, find_reward
from workshop_crm.preview import records
from workshop_crm.preview.loyalty import accounts, ledger, posting
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.visits.invoices import INVOICE

MOMENTS: dict[State, str] = {
	"Applied": "applied_on",
	"Used": "used_on",
	"Cancelled": "ended_on",
	"Expired": "ended_on",
}


def add_defaults(connection: sqlite3.Connection, now: datetime) -> None:
	for reward in DEFAULT_REWARDS:
		records.insert(connection, CATALOG, reward_record(reward), now)


def shelf(connection: sqlite3.Connection, settings: Settings, customer: str) -> Shelf:
	"""What the rules of rewards read about a customer."""
	program = ledger.read_program(connection, settings)
	if program is None:
		return Shelf(customer)
	waiting = records.find(connection, REDEMPTION, {"customer": customer, "status": "Reserved"})
	offered = records.find(connection, CATALOG, {"loyalty_program": program.name})
	return Shelf(
		customer,
		program,
		ledger.entries(connection, program.name, customer),
		[reward_of(row) for row in offered],
		_taken(connection, customer),
		[redemption_of(row) for row in waiting],
	)


def list_rates(connection: sqlite3.Connection, known: Shelf) -> dict[str, Decimal]:
	"""Prices of the items that upgrades start from."""
	terms = [reward.terms for reward in known.rewards] + [one.terms for one in known.waiting]
	wanted = [one.upgrade_from for one in terms if one.upgrade_from]
	rows = records.find(connection, "Item", {"name": ("in", wanted)}) if wanted else []
	return {row["name"]: row["standard_rate"] for row in rows}


def apply(connection: sqlite3.Connection, known: Shelf, chosen: Chosen, invoice: str, now: datetime) -> None:
	"""Put the chosen reward on a new invoice: its points are taken, or its code is used."""
	about = {"status": "Applied", "invoice_type": INVOICE, "invoice": invoice, "amount": chosen.worth}
	if chosen.redemption:
		records.update(connection, REDEMPTION, chosen.redemption.name, {**about, "applied_on": now}, now)
		return
	reward = find_reward(known, chosen.reward)
	_insert(connection, known, reward, {**about, "applied_on": now}, now)


def reserve(
	connection: sqlite3.Connection, settings: Settings, customer: str, reward: str, key: str, now: datetime
) -> Redemption:
	"""Take a reward for later, under a code. The same key again gives the same redemption."""
	if known := records.first(connection, REDEMPTION, {"request_key": key}):
		return given(redemption_of(known), customer, reward)
	found = shelf(connection, settings, customer)
	member = found.member(now.date())
	wanted = find_reward(found, reward)
	check_available(wanted, member, found.taken.get(reward, Taken()))
	code = {
		"status": "Reserved",
		"code": codes.new_code(secrets.token_bytes(codes.BYTES)),
		"expires_on": expiry_of_code(wanted, now.date()),
		"request_key": key,
	}
	return read(connection, _insert(connection, found, wanted, code, now))


def read(connection: sqlite3.Connection, name: str) -> Redemption:
	return redemption_of(records.get(connection, REDEMPTION, name))


def move(
	connection: sqlite3.Connection, settings: Settings, name: str, state: State, note: str, now: datetime
) -> Redemption:
	"""Hand a reward over, or take it back, by hand."""
	redemption = read(connection, name)
	check_by_hand(redemption, state, now.date())
	_bring_to(connection, settings, redemption, state, now)
	if note:
		records.update(connection, REDEMPTION, name, {"note": note}, now)
	return read(connection, name)


def settle(connection: sqlite3.Connection, settings: Settings, invoice: str, now: datetime) -> None:
	"""Let the redemption on an invoice follow it; calling it twice changes nothing."""
	facts = posting.facts_of(connection, records.get(connection, INVOICE, invoice))
	for row in records.find(connection, REDEMPTION, {"invoice_type": INVOICE, "invoice": invoice}):
		redemption = redemption_of(row)
		state = state_after(redemption, end_of(facts), now.date())
		if state != redemption.state:
			_bring_to(connection, settings, redemption, state, now)


def of_invoice(connection: sqlite3.Connection, invoice: str) -> Chosen | None:
	"""The reward of an invoice as it was taken."""
	row = records.first(connection, REDEMPTION, {"invoice_type": INVOICE, "invoice": invoice})
	if row is None:
		return None
	known = redemption_of(row)
	return Chosen(known.terms, row["amount"], known.points, known.reward, known)


def expire(connection: sqlite3.Connection, now: datetime) -> None:
	"""Codes whose last day has passed."""
	for row in records.find(connection, REDEMPTION, {"status": "Reserved"}):
		if is_due_to_expire(redemption_of(row), now.date()):
			records.update(connection, REDEMPTION, row["name"], {"status": "Expired", "ended_on": now}, now)


def _bring_to(
	connection: sqlite3.Connection, settings: Settings, redemption: Redemption, state: State, now: datetime
) -> None:
	changes: Record = {"status": state}
	if state in MOMENTS:
		changes[MOMENTS[state]] = now
	if state == "Reserved":
		changes |= {"invoice_type": None, "invoice": None, "amount": Decimal(0), "applied_on": None}
	records.update(connection, REDEMPTION, redemption.name, changes, now)
	_post(connection, settings, replace(redemption, state=state), now)


def _post(connection: sqlite3.Connection, settings: Settings, redemption: Redemption, now: datetime) -> None:
	account = posting.open_account(connection, settings, redemption.customer)
	program = require_program(account.program if account else None, redemption.customer)
	entries = account.entries if account else ()
	rows = rows_due(program, Books(entries, now.date()), redemption)
	accounts.write(connection, program, redemption.customer, rows, now)


def _insert(connection: sqlite3.Connection, known: Shelf, reward: Reward, more: Record, now: datetime) -> str:
	record = {
		"customer": known.customer,
		"reward": reward.name,
		"loyalty_program": reward.program,
		"points": reward.points,
		"reserved_on": now,
		"terms": terms_text(reward.terms),
		**more,
	}
	name = records.insert(connection, REDEMPTION, record, now)
	program = require_program(known.program, known.customer)
	rows = rows_due(program, Books(known.entries, now.date()), read(connection, name))
	accounts.write(connection, program, known.customer, rows, now)
	return name


def _taken(connection: sqlite3.Connection, customer: str) -> dict[str, Taken]:
	totals = connection.execute(
		f"""SELECT reward, count(*) FROM "tab{REDEMPTION}" WHERE status <> 'Cancelled' GROUP BY reward"""
	)
	own = records.find(connection, REDEMPTION, {"customer": customer, "status": ("!=", "Cancelled")})
	return taken_of(dict(totals), [(row["reward"], row["reserved_on"]) for row in own])
