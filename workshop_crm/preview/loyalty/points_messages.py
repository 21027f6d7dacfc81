"""Members are written to about their points: by a daily job under the rule in the settings, or by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.languages import language_of
from workshop_crm.core.loyalty.adjust import require_member
from workshop_crm.core.loyalty.guest_reader import Reader
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import Program
from workshop_crm.core.loyalty.points_messages import (
	EXPIRING,
	MAX_LATE,
	NO_POINTS,
	STATEMENT,
	TIER_REACHED,
	Member,
	MessageRule,
	Told,
	expiring_key,
	expiring_places,
	expiring_points,
	is_spent,
	key_by_hand,
	statement_key,
	statement_month,
	statement_places,
	tier_key,
	tier_places,
	tier_to_tell,
	wanted_until,
	wants_statement,
)
from workshop_crm.core.loyalty.tier_changes import change_of
from workshop_crm.core.messaging.delivery import WAITING
from workshop_crm.core.messaging.messages import Written
from workshop_crm.core.messaging.templates import NO_TEMPLATE, Purpose
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.loyalty import ledger, points_links
from workshop_crm.preview.loyalty.accounts import ACCOUNT, CHANGE
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.messaging.templates import template_for
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings, read_settings
from workshop_crm.preview.workshop import Workshop

OLDEST = timedelta(days=366)
"""How far back earlier messages are looked at: no longer than a message is sent before points expire."""


class Writing(NamedTuple):
	"""What every message needs: an open write transaction, and the program in use."""

	connection: sqlite3.Connection
	settings: Settings
	program: Program
	now: datetime


def tell_members(workshop: Workshop) -> None:
	"""Take back what is not wanted any more, and write what the rule calls for."""
	with workshop.writing() as connection:
		writing = _open(connection, workshop.clock())
		if writing is None:
			return
		_withdraw_spent(writing)
		rule, today = rule_of(writing.settings), writing.now.date()
		if rule.expiry:
			_tell_of_expiry(writing, rule)
		if month := statement_month(rule, today):
			for account in list(_wanting_statement(writing)):
				_state(writing, account, statement_key(account["name"], month))
		if rule.tiers:
			_tell_tiers(writing)


def tell_tiers(workshop: Workshop) -> None:
	"""Write to those who have just reached a tier."""
	with workshop.writing() as connection:
		writing = _open(connection, workshop.clock())
		if writing and rule_of(writing.settings).tiers:
			_tell_tiers(writing)


def send_statement(call: Call, customer: str) -> dict[str, str]:
	"""Write a statement now. Raises InvalidInput with the reason when the customer is no member or cannot be written to."""
	writing = require_member(_open(call.connection, call.now), customer)
	name = points_links.account_name(call.connection, call.settings, customer)
	if name is None:
		raise InvalidInput(NO_POINTS)
	account = records.get(call.connection, ACCOUNT, name)
	written = _state(writing, account, key_by_hand(name, call.today))
	if not written.message:
		raise InvalidInput(written.reason)
	return {"message": written.message, "status": written.state or "", "channel": written.channel or ""}


def rule_of(settings: Settings) -> MessageRule:
	return MessageRule(
		bool(settings.points_statements),
		settings.statement_day,
		bool(settings.points_expiry_messages),
		settings.points_expiry_days,
		settings.points_expiry_min_worth,
		bool(settings.tier_messages),
	)


def _open(connection: sqlite3.Connection, now: datetime) -> Writing | None:
	"""None while there is no program."""
	settings = read_settings(connection)
	program = ledger.read_program(connection, settings)
	return Writing(connection, settings, program, now) if program else None


def _state(writing: Writing, account: Record, key: str) -> Written:
	reader = _reader(writing, account["customer"])
	places = statement_places(writing.program, _books(writing, account), writing.settings.currency, reader)
	return _write(writing, account, STATEMENT, places, key, writing.now.date() + MAX_LATE)


def _tell_of_expiry(writing: Writing, rule: MessageRule) -> None:
	today = writing.now.date()
	soon = ("between", (today, today + timedelta(days=rule.expiry_days)))
	for account in _members(writing, {"balance": (">", 0), "next_expiry": soon}):
		expiring = expiring_points(rule, writing.program, _books(writing, account), _told(writing, account))
		if expiring is None:
			continue
		reader = _reader(writing, account["customer"])
		places = expiring_places(writing.program, expiring, writing.settings.currency, reader)
		_write(writing, account, EXPIRING, places, expiring_key(account["name"], expiring.day), expiring.day)


def _tell_tiers(writing: Writing) -> None:
	today = writing.now.date()
	of_late = {"loyalty_program": writing.program.name, "changed_on": (">=", today - MAX_LATE)}
	for row in records.find(writing.connection, CHANGE, of_late):
		for account in _members(writing, {"customer": row["customer"]}):
			change = change_of(row)
			tier = tier_to_tell(writing.program, change, account["tier"] or "", today)
			if tier:
				places = tier_places(tier, _reader(writing, row["customer"]))
				_write(writing, account, TIER_REACHED, places, tier_key(row["name"]), change.day + MAX_LATE)


def _write(
	writing: Writing, account: Record, purpose: Purpose, places: dict[str, str], key: str, last: date
) -> Written:
	template = template_for(writing.connection, purpose)
	if template is None:
		return Written(None, reason=NO_TEMPLATE)
	return messages.write(
		writing.connection,
		writing.settings,
		customer=account["customer"],
		template=template.name,
		parameters=places,
		reference=(ACCOUNT, account["name"]),
		key=key,
		wanted_until=wanted_until(last),
		now=writing.now,
	)


def _wanting_statement(writing: Writing) -> Iterator[Record]:
	changed = dict(
		writing.connection.execute(
			f"""SELECT customer, max(creation) FROM "tab{ledger.ENTRY}"
			WHERE loyalty_program = ? AND loyalty_points <> 0 GROUP BY customer""",
			(writing.program.name,),
		)
	)
	told = dict(
		writing.connection.execute(
			f"""SELECT reference_name, max(creation) FROM "tab{messages.MESSAGE}"
			WHERE purpose = ? AND reference_doctype = ? GROUP BY reference_name""",
			(STATEMENT, ACCOUNT),
		)
	)
	for account in _members(writing, {}):
		member = Member(
			account["balance"],
			account["pending"],
			account["next_expiry"],
			_moment(changed.get(account["customer"])),
			_moment(told.get(account["name"])),
		)
		if wants_statement(member, writing.now.date()):
			yield account


def _told(writing: Writing, account: Record) -> list[Told]:
	since = {**_about(account["name"]), "purpose": EXPIRING, "creation": (">", writing.now - OLDEST)}
	return [
		Told(row["creation"].date(), row["wanted_until"].date() if row["wanted_until"] else None)
		for row in records.find(writing.connection, messages.MESSAGE, since)
	]


def _withdraw_spent(writing: Writing) -> None:
	"""What waits about points that the member has spent since."""
	waiting = {"purpose": EXPIRING, "reference_doctype": ACCOUNT, "status": ("in", WAITING)}
	for row in records.find(writing.connection, messages.MESSAGE, waiting):
		account = records.first(writing.connection, ACCOUNT, {"name": row["reference_name"]})
		last = row["wanted_until"]
		if account is None or (last and is_spent(_books(writing, account), last.date())):
			messages.withdraw_message(writing.connection, row["name"], writing.now)


def _members(writing: Writing, which: Record) -> list[Record]:
	"""Accounts of the program, without those of disabled customers."""
	own = {**which, "loyalty_program": writing.program.name}
	found = records.find(writing.connection, ACCOUNT, own)
	return [
		row for row in found if not records.get(writing.connection, "Customer", row["customer"])["disabled"]
	]


def _books(writing: Writing, account: Record) -> Books:
	entries = ledger.entries(writing.connection, writing.program.name, account["customer"])
	return Books(entries, writing.now.date())


def _reader(writing: Writing, customer: str) -> Reader:
	spoken = records.get(writing.connection, "Customer", customer)["preferred_language"]
	return Reader(writing.now.date(), language_of(spoken), str)


def _about(account: str) -> Record:
	return {"reference_doctype": ACCOUNT, "reference_name": account}


def _moment(stored: str | None) -> datetime | None:
	return datetime.fromisoformat(stored) if stored else None
