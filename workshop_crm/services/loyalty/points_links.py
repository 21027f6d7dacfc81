"""The secret address of a customer's own points page: made for staff, and read again when a guest opens it."""

from __future__ import annotations

import frappe

from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.core.loyalty.points_link import account_of, points_link, points_token
from workshop_crm.services.loyalty.accounts import ACCOUNT
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import program_of
from workshop_crm.services.platform import settings


def of_customer(customer: str, company: str) -> str | None:
	"""None for a customer without an account in the program of the company, and for one who is disabled."""
	whose = {
		"customer": customer,
		"loyalty_program": program_of(customer, company),
		"company": company,
	}
	name = frappe.db.get_value(ACCOUNT, whose)
	if not name or frappe.db.get_value("Customer", customer, "disabled"):
		return None
	return points_link(settings.public_url(), points_token(settings.invitation_secret(), name))


def account_behind(token: str) -> Account | None:
	"""Whose token it is. None for any other, and for one whose customer was erased, disabled, or merged into another."""
	try:
		name = account_of(settings.invitation_secret(), token)
	except WorkshopError:
		return None
	fields = ["customer", "loyalty_program", "company"]
	row = frappe.db.get_value(ACCOUNT, name, fields) if name else None
	if not row or frappe.db.get_value("Customer", row[0], "disabled"):
		return None
	return Account(*row)
