"""The secret address that belongs to a record: of a survey, of a customer's own points page, or of an invoice.

It stands below the features, because a message shows its link to staff without knowing what it is about.
"""

from __future__ import annotations

import frappe

from workshop_crm.core.loyalty.points_link import points_link, points_token
from workshop_crm.core.visits.invoice_link import invoice_link, invoice_token
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.survey_links import INVITATION, link_of

ACCOUNT = "Customer Loyalty Points"
INVOICE = "Sales Invoice"


def link_about(doctype: str | None, name: str | None) -> str | None:
	"""The address that the customer opens, of a record that has one."""
	if not name:
		return None
	if doctype == INVITATION:
		return link_of(name)
	if doctype == INVOICE:
		return invoice_link(settings.public_url(), invoice_token(settings.invitation_secret(), name))
	return points_link_of(name) if doctype == ACCOUNT else None


def points_link_of(account: str) -> str | None:
	"""The present address of an account; None for one that is no more."""
	number = frappe.db.get_value(ACCOUNT, account, "link_number")
	if number is None:
		return None
	token = points_token(settings.invitation_secret(), account, number)
	return points_link(settings.public_url(), token)
