"""The secret address that belongs to a record: of a survey, of a customer's own points page, or of an invoice."""

from __future__ import annotations

import sqlite3

from workshop_crm.core.loyalty.points_link import points_link, points_token
from workshop_crm.core.visits.invoice_link import invoice_link, invoice_token
from workshop_crm.preview import records
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.survey_links import INVITATION, link

ACCOUNT = "Customer Loyalty Points"
INVOICE = "Sales Invoice"


def link_about(
	connection: sqlite3.Connection, settings: Settings, base_url: str, doctype: str | None, name: str | None
) -> str | None:
	"""The address that the customer opens, of a record that has one."""
	if not name:
		return None
	if doctype == INVITATION:
		return link(settings, base_url, name)
	if doctype == INVOICE:
		return invoice_link(settings.public_url or base_url, invoice_token(settings.invitation_secret, name))
	return points_link_of(connection, settings, base_url, name) if doctype == ACCOUNT else None


def points_link_of(
	connection: sqlite3.Connection, settings: Settings, base_url: str, account: str
) -> str | None:
	"""The present address of an account; None for one that is no more."""
	row = records.first(connection, ACCOUNT, {"name": account})
	if row is None:
		return None
	token = points_token(settings.invitation_secret, account, row["link_number"])
	return points_link(settings.public_url or base_url, token)
