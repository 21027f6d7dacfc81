"""Members are written to about their points: by the scheduler under the rule in the settings, or by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import frappe
from frappe.query_builder.functions import Max
from frappe.utils import add_days, getdate

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty.adjust import require_member
from workshop_crm.core.loyalty.guest_reader import Reader
from workshop_crm.core.loyalty.ledger import Books
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
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.loyalty import ledger, points_links
from workshop_crm.services.loyalty.accounts import ACCOUNT
from workshop_crm.services.loyalty.ledger import ENTRY, Account
from workshop_crm.services.loyalty.programs import get_program, program_of
from workshop_crm.services.loyalty.tier_history import CHANGE
from workshop_crm.services.messaging import messages
from workshop_crm.services.messaging.templates import template_for
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.isolation import isolated

FIELDS = ["name", "customer", "loyalty_program", "company", "balance", "pending", "next_expiry", "tier"]
OLDEST = timedelta(days=366)
"""How far back earlier messages are looked at: no longer than a message is sent before points expire."""


def tell_members() -> None:
	"""For the scheduler: take back what is not wanted any more, and write what the rule calls for."""
	_withdraw_spent()
	rule = settings.points_message_rule()
	if rule.expiry:
		for account in _with_points_to_expire(rule.expiry_days):
			with isolated("Points about to expire", ACCOUNT, account.name):
				_tell_of_expiry(account, rule)
			frappe.db.commit()
	if month := statement_month(rule, getdate()):
		for account in _wanting_statement():
			with isolated("Points statement", ACCOUNT, account.name):
				_state(account, statement_key(account.name, month))
			frappe.db.commit()
	tell_tiers()


def tell_tiers() -> None:
	"""Write to those who have just reached a tier; also for the job that follows such a change."""
	if not settings.points_message_rule().tiers:
		return
	for change in frappe.get_all(CHANGE, {"changed_on": (">=", getdate() - MAX_LATE)}, ["*"], limit=0):
		if frappe.db.exists(messages.MESSAGE, {"message_key": tier_key(change.name)}):
			continue
		with isolated("Tier reached", CHANGE, change.name):
			_tell_of_tier(change)
		frappe.db.commit()


def send_statement(customer: str) -> dict[str, str]:
	"""Write a statement now. Raises InvalidInput with the reason when the customer is no member or cannot be written to."""
	company = settings.company()
	name = points_links.account_name(customer, company)
	require_member(program_of(customer, company), customer)
	if not name:
		raise InvalidInput(NO_POINTS)
	account = frappe.db.get_value(ACCOUNT, name, FIELDS, as_dict=True)
	written = _state(account, key_by_hand(name, getdate()))
	if not written.message:
		raise InvalidInput(written.reason)
	return {"message": written.message, "status": written.state or "", "channel": written.channel or ""}


def withdraw(account: str) -> None:
	"""What waits about an account that is no more."""
	messages.withdraw((ACCOUNT, account))


def _state(account: frappe._dict, key: str) -> Written:
	program, books = get_program(account.loyalty_program), _books(account)
	reader = _reader(account.customer)
	places = statement_places(program, books, settings.currency(account.company), reader)
	return _write(account, STATEMENT, places, key, getdate() + MAX_LATE)


def _tell_of_expiry(account: frappe._dict, rule: MessageRule) -> None:
	program = get_program(account.loyalty_program)
	expiring = expiring_points(rule, program, _books(account), _told(account.name))
	if expiring:
		places = expiring_places(
			program, expiring, settings.currency(account.company), _reader(account.customer)
		)
		_write(account, EXPIRING, places, expiring_key(account.name, expiring.day), expiring.day)


def _tell_of_tier(row: frappe._dict) -> None:
	whose = {"customer": row.customer, "loyalty_program": row.loyalty_program, "company": row.company}
	account = frappe.db.get_value(ACCOUNT, whose, FIELDS, as_dict=True)
	if account is None or not _is_member(account):
		return
	change = change_of(row)
	tier = tier_to_tell(get_program(row.loyalty_program), change, account.tier or "", getdate())
	if tier:
		places = tier_places(tier, _reader(row.customer))
		_write(account, TIER_REACHED, places, tier_key(row.name), change.day + MAX_LATE)


def _write(account: frappe._dict, purpose: Purpose, places: dict[str, str], key: str, last: date) -> Written:
	template = template_for(purpose)
	if template is None:
		return Written(None, reason=NO_TEMPLATE)
	return messages.write(
		customer=account.customer,
		template=template.name,
		parameters=places,
		reference=(ACCOUNT, account.name),
		key=key,
		wanted_until=wanted_until(last),
		company=account.company,
	)


def _with_points_to_expire(days: int) -> list[frappe._dict]:
	"""Accounts whose next points expire within so many days."""
	soon = ("between", (getdate(), add_days(getdate(), days)))
	found = frappe.get_all(ACCOUNT, {"balance": (">", 0), "next_expiry": soon}, FIELDS, limit=0)
	return [account for account in found if _is_member(account)]


def _wanting_statement() -> Iterator[frappe._dict]:
	"""What has changed, and what was told last, is asked for all accounts at once."""
	changed, told, today = _changed(), _last_statements(), getdate()
	for account in frappe.get_all(ACCOUNT, {}, FIELDS, limit=0):
		member = Member(
			account.balance,
			account.pending,
			account.next_expiry,
			changed.get(Account(account.customer, account.loyalty_program, account.company)),
			told.get(account.name),
		)
		if wants_statement(member, today) and _is_member(account):
			yield account


def _changed() -> dict[Account, datetime]:
	"""When points of each account moved last."""
	row = frappe.qb.DocType(ENTRY)
	whose = (row.customer, row.loyalty_program, row.company)
	query = frappe.qb.from_(row).select(*whose, Max(row.creation)).where(row.loyalty_points != 0)
	return {Account(*found[:3]): found[3] for found in query.groupby(*whose).run()}


def _last_statements() -> dict[str, datetime]:
	row = frappe.qb.DocType(messages.MESSAGE)
	query = (
		frappe.qb.from_(row)
		.select(row.reference_name, Max(row.creation))
		.where(row.purpose == STATEMENT)
		.where(row.reference_doctype == ACCOUNT)
		.groupby(row.reference_name)
	)
	return dict(query.run())


def _told(account: str) -> list[Told]:
	about = {"purpose": EXPIRING, "reference_doctype": ACCOUNT, "reference_name": account}
	since = {**about, "creation": (">", getdate() - OLDEST)}
	rows = frappe.get_all(messages.MESSAGE, since, ["creation", "wanted_until"], order_by=None)
	return [Told(getdate(row.creation), row.wanted_until and getdate(row.wanted_until)) for row in rows]


def _withdraw_spent() -> None:
	"""What waits about points that the member has spent since."""
	waiting = {"purpose": EXPIRING, "reference_doctype": ACCOUNT, "status": ("in", WAITING)}
	for row in frappe.get_all(messages.MESSAGE, waiting, ["name", "reference_name", "wanted_until"]):
		account = frappe.db.get_value(ACCOUNT, row.reference_name, FIELDS, as_dict=True)
		if account is None or (row.wanted_until and is_spent(_books(account), getdate(row.wanted_until))):
			messages.withdraw_message(row.name)


def _books(account: frappe._dict) -> Books:
	whose = Account(account.customer, account.loyalty_program, account.company)
	return Books(ledger.read(whose), getdate())


def _reader(customer: str) -> Reader:
	return Reader(getdate(), recipient_of(frappe.get_doc("Customer", customer)).language, str)


def _is_member(account: frappe._dict) -> bool:
	"""Whether the customer is still in this program, and not disabled."""
	if frappe.db.get_value("Customer", account.customer, "disabled"):
		return False
	return program_of(account.customer, account.company) == account.loyalty_program
