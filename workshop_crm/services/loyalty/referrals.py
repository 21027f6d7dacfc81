"""Points for who recommended a customer: by a job after the sale, which holds the account of the one who recommended alone."""

from __future__ import annotations

from datetime import date

import frappe
from frappe.query_builder.functions import Min, Sum
from frappe.utils import add_days, getdate

from workshop_crm.core.customers.recommending import recommender
from workshop_crm.core.loyalty.model import EARNING_KINDS
from workshop_crm.core.loyalty.referrals import (
	CAUSE,
	INVOICES,
	MAX_LATE,
	Recommended,
	causes,
	referral_rows,
)
from workshop_crm.services.customers.customer_record import recommender_of
from workshop_crm.services.loyalty import accounts, ledger
from workshop_crm.services.loyalty.ledger import ENTRY, Account
from workshop_crm.services.loyalty.programs import get_program, program_of
from workshop_crm.services.platform import background
from workshop_crm.services.platform.isolation import isolated

JOB = "workshop_crm.services.loyalty.referrals.settle"


def look_later(customer: str) -> None:
	"""Let a job settle what this customer's first invoice brings to somebody else."""
	background.after_commit(JOB, f"{JOB}.{customer}", customer=customer)


def settle(customer: str) -> None:
	"""Bring what others have for recommending this customer to what it should be. Twice changes nothing."""
	who = recommender(customer, recommender_of)
	for account in ledger.accounts_of(customer):
		program = get_program(account.program)
		known = causes(ledger.read(account))
		holders = _holders(known)
		others = {*holders, *([who] if who and program.referrals.points else [])}
		for other in sorted(others):
			_settle_for(Account(other, account.program, account.company), account, who)


def repair() -> None:
	"""For the scheduler: customers of late whose job was lost."""
	entry, customer = frappe.qb.DocType(ENTRY), frappe.qb.DocType("Customer")
	query = (
		frappe.qb.from_(entry)
		.join(customer)
		.on(customer.name == entry.customer)
		.select(entry.customer)
		.distinct()
		.where(entry.invoice_type.isin(INVOICES))
		.where(entry.creation >= add_days(getdate(), -MAX_LATE.days))
		.where(customer.recommended_by.isnotnull() & (customer.recommended_by != ""))
	)
	for name in query.run(pluck=True):
		with isolated("Points for recommending", "Customer", name):
			settle(name)
		frappe.db.commit()


def _settle_for(account: Account, recommended: Account, who: str | None) -> None:
	"""What the customer who was recommended has is read as others have committed it since, without their account's row."""
	opened = accounts.lock(account)
	entries = ledger.read(recommended, latest=True)
	held = frozenset(name for name, points in _holders(causes(entries)).items() if points > 0)
	facts = Recommended(recommended.customer, entries, _first_visit(recommended), held)
	is_recommender = account.customer == who and _is_member(account)
	accounts.write(
		opened, referral_rows(opened.program, opened.books, account.customer, facts, is_recommender)
	)


def _is_member(account: Account) -> bool:
	if frappe.db.get_value("Customer", account.customer, "disabled"):
		return False
	return program_of(account.customer, account.company) == account.program


def _holders(known: list[str]) -> dict[str, int]:
	"""Points that customers have for recommendations that these rows caused."""
	if not known:
		return {}
	row = frappe.qb.DocType(ENTRY)
	query = (
		frappe.qb.from_(row)
		.select(row.customer, Sum(row.loyalty_points))
		.where(row.invoice_type == CAUSE)
		.where(row.invoice.isin(known))
		.where(row.entry_kind.isin(EARNING_KINDS))
		.groupby(row.customer)
	)
	return {customer: int(points or 0) for customer, points in query.run()}


def _first_visit(account: Account) -> date | None:
	days = []
	for doctype in INVOICES:
		row = frappe.qb.DocType(doctype)
		query = (
			frappe.qb.from_(row)
			.select(Min(row.posting_date))
			.where(row.customer == account.customer)
			.where(row.company == account.company)
			.where((row.docstatus == 1) & (row.is_return == 0))
		)
		days += [day for (day,) in query.run() if day]
	return min(days, default=None)
