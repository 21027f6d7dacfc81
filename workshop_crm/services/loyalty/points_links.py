"""The secret address of a customer's own points page: made for staff, and read again when a guest opens it."""

from __future__ import annotations

import frappe

from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.core.loyalty.adjust import require_member
from workshop_crm.core.loyalty.points_link import claimed_account, is_token_of
from workshop_crm.services.loyalty.accounts import ACCOUNT
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import program_of
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.customer_links import points_link_of


def of_customer(customer: str, company: str) -> str | None:
	"""None for a customer without an account in the program of the company, and for one who is disabled."""
	name = account_name(customer, company)
	if not name or frappe.db.get_value("Customer", customer, "disabled"):
		return None
	return points_link_of(name)


def account_name(customer: str, company: str) -> str | None:
	"""The Customer Loyalty Points of a customer in their program of the company."""
	whose = {
		"customer": customer,
		"loyalty_program": program_of(customer, company),
		"company": company,
	}
	return frappe.db.get_value(ACCOUNT, whose)


def renew(customer: str, company: str) -> str | None:
	"""A new address for the page; the ones that the customer has had lead nowhere from now on."""
	name = require_member(account_name(customer, company), customer)
	row = frappe.qb.DocType(ACCOUNT)
	frappe.qb.update(row).set(row.link_number, row.link_number + 1).where(row.name == name).run()
	return of_customer(customer, company)


def account_behind(token: str) -> Account | None:
	"""Whose token it is. None for any other, and for one whose customer was erased, disabled, or merged into another."""
	name = claimed_account(token)
	fields = ["link_number", "customer", "loyalty_program", "company"]
	row = frappe.db.get_value(ACCOUNT, name, fields) if name else None
	if (
		not name
		or not row
		or not _proves(token, name, row[0])
		or frappe.db.get_value("Customer", row[1], "disabled")
	):
		return None
	return Account(*row[1:])


def _proves(token: str, account: str, number: int) -> bool:
	"""A site without its secret knows no link."""
	try:
		return is_token_of(settings.invitation_secret(), token, account, number)
	except WorkshopError:
		return False
