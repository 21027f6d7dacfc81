"""Points given or taken by hand. The only writer of Loyalty Adjustment."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from workshop_crm.core.common.errors import missing
from workshop_crm.core.common.keys import read_key
from workshop_crm.core.common.points import in_points
from workshop_crm.core.loyalty.adjust import (
	NO_KEY,
	POSTED,
	REFUSED,
	WAITING,
	Adjustment,
	adjustment_rows,
	check_decision,
	check_same,
	needs_approval,
	read_adjustment,
	require_member,
)
from workshop_crm.services.loyalty import accounts
from workshop_crm.services.loyalty.accounts import OpenAccount
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import program_of
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.managers import tell_managers
from workshop_crm.services.platform.permissions import require_customer, require_manager
from workshop_crm.services.platform.session import app_language
from workshop_crm.services.platform.words import _

ADJUSTMENT = "Loyalty Adjustment"


def adjust(customer: str, points: int, kind: str, reason: str, key: str) -> dict[str, Any]:
	"""Give or take points, or ask a second manager to. The same key twice is one adjustment."""
	require_manager()
	require_customer(customer)
	asked, key = read_adjustment(points, kind, reason), read_key(key, NO_KEY)
	opened = accounts.lock(_account(customer))
	if found := frappe.db.get_value(ADJUSTMENT, {"request_key": key}, for_update=True):
		record = frappe.get_doc(ADJUSTMENT, found)
		check_same(asked, customer, _agreed(record), record.customer)
		return _answer(record, opened)
	# What cannot be done now is refused before anybody is asked to approve it.
	adjustment_rows(opened.program, opened.books.entries, asked, getdate())
	waits = needs_approval(opened.program, points)
	record = _insert(opened.account, asked, key, WAITING if waits else POSTED)
	if waits:
		subject = _("Waiting for approval: {0} for {1}.").format(
			in_points(points, app_language(), _), customer
		)
		tell_managers(subject, ADJUSTMENT, record.name)
	else:
		_post(record, opened)
	return _answer(record, opened)


def decide(adjustment: str, approve: bool) -> dict[str, Any]:
	"""Approve or refuse what another manager has asked for."""
	require_manager()
	if not frappe.db.get_value(ADJUSTMENT, adjustment, "name", for_update=True):
		raise missing(adjustment)
	record = frappe.get_doc(ADJUSTMENT, adjustment, for_update=True)
	require_customer(record.customer)
	check_decision(record.status, record.owner, frappe.session.user, approve)
	opened = accounts.lock(Account(record.customer, record.loyalty_program, record.company))
	record.update(
		{
			"status": POSTED if approve else REFUSED,
			"decided_by": frappe.session.user,
			"decided_on": now_datetime(),
		}
	)
	record.save(ignore_permissions=True)
	if approve:
		_post(record, opened)
	return _answer(record, opened)


def refuse(adjustment: str) -> None:
	"""Nobody asks for it any more: its customer is erased. What is decided already stays."""
	row = frappe.db.get_value(ADJUSTMENT, {"name": adjustment, "status": WAITING}, "name", for_update=True)
	if row:
		decided = {"status": REFUSED, "decided_by": frappe.session.user, "decided_on": now_datetime()}
		frappe.db.set_value(ADJUSTMENT, row, decided)


def _account(customer: str) -> Account:
	company = settings.company()
	return Account(customer, require_member(program_of(customer, company), customer), company)


def _insert(account: Account, asked: Adjustment, key: str, status: str) -> Document:
	record = frappe.get_doc(
		{
			"doctype": ADJUSTMENT,
			"customer": account.customer,
			"loyalty_program": account.program,
			"company": account.company,
			"points": asked.points,
			"kind": asked.kind,
			"reason": asked.reason,
			"status": status,
			"request_key": key,
		}
	)
	return record.insert(ignore_permissions=True)


def _post(record: Document, opened: OpenAccount) -> None:
	rows = adjustment_rows(opened.program, opened.books.entries, _agreed(record), getdate())
	accounts.write(opened, rows)


def _agreed(record: Document) -> Adjustment:
	return Adjustment(record.name, record.points, record.kind, record.reason)


def _answer(record: Document, opened: OpenAccount) -> dict[str, Any]:
	return {"adjustment": record.name, "status": record.status, "balance": opened.books.balance()}
