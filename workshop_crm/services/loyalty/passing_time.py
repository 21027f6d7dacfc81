"""For the scheduler: what the passing of a day changes in accounts to which nothing comes."""

from __future__ import annotations

import frappe
from frappe.utils import getdate

from workshop_crm.core.loyalty.rows import expiry_rows
from workshop_crm.services.loyalty import accounts
from workshop_crm.services.loyalty.ledger import ENTRY, Account
from workshop_crm.services.platform import background
from workshop_crm.services.platform.isolation import isolated

JOB = "workshop_crm.services.loyalty.passing_time.pass_time"


def pass_time() -> None:
	"""Points expire or can be spent from now on, and tiers end. A second time changes nothing."""
	for account in [*_changing(), *_without_account()]:
		with isolated(f"Points of {account.customer}"):
			opened = accounts.lock(account)
			accounts.write(opened, expiry_rows(opened.books))
			accounts.refresh(opened)
		frappe.db.commit()


def look_again(program: str) -> None:
	"""Let a job work out every account of a program anew, because what its tiers need has changed."""
	row = frappe.qb.DocType(accounts.ACCOUNT)
	query = frappe.qb.update(row).set(row.next_change, getdate()).where(row.loyalty_program == program)
	query.where(row.next_change > getdate()).run()
	background.after_commit(JOB, f"{JOB}.{program}", "long")


def _changing() -> list[Account]:
	"""Accounts whose day has come, and those of earlier versions, which do not say it."""
	row = frappe.qb.DocType(accounts.ACCOUNT)
	query = (
		frappe.qb.from_(row)
		.select(row.customer, row.loyalty_program, row.company)
		.where(row.next_change.isnull() | (row.next_change <= getdate()))
	)
	return [Account(*found) for found in query.run()]


def _without_account() -> list[Account]:
	"""Rows that ERPNext wrote before this app was installed."""
	entry, row = frappe.qb.DocType(ENTRY), frappe.qb.DocType(accounts.ACCOUNT)
	query = (
		frappe.qb.from_(entry)
		.left_join(row)
		.on(
			(row.customer == entry.customer)
			& (row.loyalty_program == entry.loyalty_program)
			& (row.company == entry.company)
		)
		.select(entry.customer, entry.loyalty_program, entry.company)
		.distinct()
		.where(row.name.isnull())
	)
	return [Account(*found) for found in query.run()]
