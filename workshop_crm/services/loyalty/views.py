"""Points as screens show them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.permissions import has_user_permission
from frappe.utils import getdate

from workshop_crm.core.loyalty.adjust import require_member
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.liability import OUTSTANDING
from workshop_crm.core.loyalty.model import TierMembers
from workshop_crm.core.loyalty.rows import earned_by_rules, of_invoice
from workshop_crm.core.loyalty.rules.awards import Award
from workshop_crm.core.loyalty.rules.reasons import in_a_row, sentence
from workshop_crm.core.loyalty.tiers import earning_tier, tier_on
from workshop_crm.core.loyalty.view import LATEST_ENTRIES, account_view, program_view
from workshop_crm.services.loyalty import ledger, points_links, posting, tier_history
from workshop_crm.services.loyalty.accounts import ACCOUNT
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import get_program, program_of
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.money import rounding
from workshop_crm.services.platform.session import app_language
from workshop_crm.services.platform.words import _


def of_customer(customer: str, limit: int = LATEST_ENTRIES, offset: int = 0) -> dict[str, Any] | None:
	"""The customer's account with a page of its history; None for a customer in no program."""
	company = settings.company()
	program = program_of(customer, company)
	if not program or not is_open(program):
		return None
	account = Account(customer, program, company)
	return account_view(
		get_program(program),
		ledger.read(account),
		getdate(),
		settings.currency(company),
		_,
		app_language(),
		tier_history.latest(account),
		limit,
		offset,
	)


def points_link(customer: str) -> str | None:
	"""The address of the customer's own points page; None for one in no program, or without an account yet."""
	company = settings.company()
	program = program_of(customer, company)
	return points_links.of_customer(customer, company) if program and is_open(program) else None


def renew_points_link(customer: str) -> str | None:
	"""Raises InvalidInput for a customer without an account, or in a program that the user may not work with."""
	company = settings.company()
	program = program_of(customer, company)
	require_member(program and is_open(program), customer)
	return points_links.renew(customer, company)


def of_program() -> dict[str, Any] | None:
	"""The company's program, its members whom the user may see, and what their points would cost."""
	company = settings.company()
	name = current_program(company)
	if not name or not is_open(name):
		return None
	rows = frappe.get_list(
		ACCOUNT,
		filters={"loyalty_program": name, "company": company},
		fields=["tier", "count(*) as members", f"{OUTSTANDING} as outstanding"],
		group_by="tier",
		order_by=None,
		limit=0,
	)
	tiers = [TierMembers(row.tier or "", row.members, int(row.outstanding)) for row in rows]
	return program_view(get_program(name), tiers, settings.currency(company))


def for_erpnext(customer: str, program: str, company: str, day: date, amount: Decimal) -> dict[str, Any]:
	"""Points, spending and tier under the names by which ERPNext's own screens read them.

	`amount` is that of an invoice which is being written: it counts towards the tier.
	"""
	books = Books(ledger.read(Account(customer, program, company)), day)
	rules = get_program(program)
	tier = (
		earning_tier(rules, books.entries, None, amount, day)
		if amount
		else tier_on(rules, books.entries, day)
	)
	return {
		"loyalty_points": books.balance(),
		"total_spent": float(books.spend),
		"tier_name": tier.name,
		"collection_factor": float(tier.spend_per_point),
	}


def current_program(company: str) -> str | None:
	"""The program that runs today; the newest, should there be several."""
	programs = frappe.get_all(
		"Loyalty Program",
		filters={"company": company, "from_date": ("<=", getdate())},
		fields=["name", "to_date"],
		order_by="from_date desc, creation desc",
	)
	running = [row.name for row in programs if not row.to_date or row.to_date >= getdate()]
	return running[0] if running else None


def because(award: Award | None) -> str:
	"""Why a sale earns its points, in the reader's language; empty when it earns none."""
	return in_a_row(award, app_language(), _)


def earned_by(invoice: Document) -> str:
	"""Why a submitted invoice earned its points, in the reader's language."""
	account = posting.account_of(invoice)
	if account is None or invoice.is_return or not invoice.docstatus:
		return ""
	own = of_invoice(ledger.read(account), posting.facts_of(invoice))
	return sentence(earned_by_rules(own, rounding(), get_program(account.program).tiers), app_language(), _)


def is_open(program: str) -> bool:
	"""Whether the user may work with the program and its company. No role of the front desk reads the record itself."""
	return bool(has_user_permission(frappe.get_cached_doc("Loyalty Program", program), frappe.session.user))
