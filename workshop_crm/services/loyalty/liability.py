"""Outstanding points in the books: one Journal Entry a day and program, made by the scheduler."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Sum
from frappe.utils import add_days, getdate

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.loyalty.liability import (
	OUTSTANDING,
	LiabilityEntry,
	Points,
	Posted,
	liability,
	next_entry,
)
from workshop_crm.services.loyalty.accounts import ACCOUNT
from workshop_crm.services.loyalty.programs import get_program
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.managers import tell_managers
from workshop_crm.services.platform.money import decimal
from workshop_crm.services.platform.words import _

PROGRAM, JOURNAL = "Loyalty Program", "Journal Entry"


def post_all() -> None:
	"""Book every program that asks for it as of yesterday, the last day that is complete."""
	day = getdate(add_days(getdate(), -1))
	for name in frappe.get_all(PROGRAM, {"post_points_liability": 1}, pluck="name"):
		# What others commit from here on is seen neither by the entry nor by the check behind it.
		frappe.db.commit()
		with isolated("Liability of points", PROGRAM, name):
			post(name, day)
		frappe.db.commit()


def post(name: str, day: date) -> str | None:
	"""Make the entry of a day, and check the books; None when there is one already or nothing has changed.

	The program's row is held, so that two jobs do not book the same. Returns the name of the Journal Entry.
	"""
	record = frappe.get_doc(PROGRAM, name, for_update=True)
	if frappe.db.exists(JOURNAL, {"points_program": name, "posting_date": day, "docstatus": 1}):
		return None
	entry = next_entry(get_program(name), points_of(name), _posted(record))
	journal = _make(record, entry, day) if entry else None
	_report(record)
	return journal


def points_of(program: str) -> Points:
	"""What the accounts hold now."""
	outstanding, redeemed, expired = frappe.db.sql(
		f"""select {OUTSTANDING}, sum(points_redeemed), sum(points_expired)
		from `tab{ACCOUNT}` where loyalty_program = %s""",
		program,
	)[0]
	return Points(int(outstanding or 0), int(redeemed or 0), int(expired or 0))


def difference(record: Document) -> Decimal:
	"""By how much the liability in the books differs from the worth of the outstanding points."""
	entry = frappe.qb.DocType("GL Entry")
	booked = (
		frappe.qb.from_(entry)
		.select(Sum(entry.credit) - Sum(entry.debit))
		.where(entry.account == record.points_liability_account)
		.where(entry.is_cancelled == 0)
	).run()[0][0]
	program = get_program(record.name)
	return program.rounding.of(decimal(booked)) - liability(program, points_of(record.name))


def check_accounts(program: Document) -> None:
	"""Refuse accounts to which points cannot be booked."""
	if not program.post_points_liability:
		return
	_check_account(program, "points_liability_account", "Liability")
	_check_account(program, "points_breakage_account", "Income")
	if not program.expense_account:
		raise InvalidInput(N_("Enter the expense account to which points are booked.")).at("expense_account")
	_check_own(program)


def _check_own(program: Document) -> None:
	"""The account is this program's alone, and stays so: what is booked to it is compared with its points."""
	account, field = program.points_liability_account, "points_liability_account"
	others = {"points_liability_account": account, "name": ("!=", program.name)}
	if other := frappe.db.get_value(PROGRAM, others, "name"):
		raise InvalidInput(
			N_("{account} is the liability account of {program}. Choose one that is used for nothing else."),
			account=account,
			program=other,
		).at(field)
	before = program.get_doc_before_save()
	kept = before.points_liability_account if before else None
	booked = {"points_program": program.name, "docstatus": 1}
	if kept and kept != account and frappe.db.exists(JOURNAL, booked):
		raise InvalidInput(
			N_(
				"Points are booked to {account} already. Cancel those Journal Entries before you choose another."
			),
			account=kept,
		).at(field)


def _check_account(program: Document, field: str, root_type: str) -> None:
	account = program.get(field)
	label = _(program.meta.get_label(field))
	if not account:
		raise InvalidInput(N_("Enter an account: {field}."), field=label).at(field)
	known = frappe.get_cached_value(
		"Account", account, ["root_type", "company", "is_group", "account_currency"], as_dict=True
	)
	currency = frappe.get_cached_value("Company", program.company, "default_currency")
	if (known.root_type, known.company, known.is_group) != (root_type, program.company, 0) or (
		known.account_currency and known.account_currency != currency
	):
		raise InvalidInput(
			N_(
				"{account} cannot be used: {field} is an account of {company}, in {currency}, of the type {type}."
			),
			account=account,
			field=label,
			company=program.company,
			currency=currency,
			type=_(root_type),
		).at(field)


def _posted(record: Document) -> Posted:
	"""What submitted entries say: one that was cancelled counts no more, and the next one makes up for it."""
	journal, line = frappe.qb.DocType(JOURNAL), frappe.qb.DocType("Journal Entry Account")
	of_program = (journal.points_program == record.name) & (journal.docstatus == 1)
	sums = frappe.qb.from_(journal).select(Sum(journal.points_redeemed), Sum(journal.points_expired))
	redeemed, expired = sums.where(of_program).run()[0]
	owed = (
		frappe.qb.from_(journal)
		.join(line)
		.on(line.parent == journal.name)
		.select(Sum(line.credit) - Sum(line.debit))
		.where(of_program)
		.where(line.account == record.points_liability_account)
	).run()[0][0]
	return Posted(get_program(record.name).rounding.of(decimal(owed)), int(redeemed or 0), int(expired or 0))


def _make(record: Document, entry: LiabilityEntry, day: date) -> str:
	journal = frappe.get_doc(
		{
			"doctype": JOURNAL,
			"voucher_type": "Journal Entry",
			"company": record.company,
			"posting_date": day,
			"user_remark": _("Points of {0}").format(record.name),
			"points_program": record.name,
			"points_redeemed": entry.redeemed,
			"points_expired": entry.expired,
			"accounts": list(_lines(record, entry)),
		}
	)
	journal.flags.ignore_permissions = True
	return str(journal.insert().submit().name)


def _lines(record: Document, entry: LiabilityEntry) -> Iterator[dict[str, object]]:
	"""Debits are positive; what is zero is left out."""
	for account, debit in (
		(record.expense_account, entry.accrued),
		(record.expense_account, -entry.released),
		(record.points_breakage_account, -entry.breakage),
		(record.points_liability_account, -entry.liability),
	):
		if debit:
			side = "debit_in_account_currency" if debit > 0 else "credit_in_account_currency"
			yield {"account": account, side: float(abs(debit)), "cost_center": record.cost_center}


def _report(record: Document) -> None:
	"""Tell managers what else was booked to the account. Nothing is mended."""
	if found := difference(record):
		text = _("{0} differs from the worth of outstanding points by {1}.").format(
			record.points_liability_account, found
		)
		log = frappe.log_error(title="Liability of points", message=text)
		tell_managers(text, log.doctype, log.name)
