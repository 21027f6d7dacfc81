"""Phone numbers and e-mail addresses, which ERPNext keeps in a customer's primary Contact."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from workshop_crm.core.errors import InvalidInput
from workshop_crm.core.names.phones import parse_phone
from workshop_crm.services import settings


def set_primary(contact: str, phone: str | None, email: str | None) -> None:
	"""Make `phone` (E.164) and `email` the contact's primary ones; None removes what was primary."""
	record = frappe.get_doc("Contact", contact)
	_set_primary_row(record, "phone_nos", "phone", "is_primary_mobile_no", phone)
	_set_primary_row(record, "email_ids", "email_id", "is_primary", email)
	record.save()


def normalise_contact(contact: Document) -> None:
	"""Bring the contact's numbers to E.164.

	A customer's new number must be one that can be dialled. Others, and numbers from before, stay as they
	are when they are not: an old mistake must not keep anybody from saving the form.
	"""
	is_customer = any(link.link_doctype == "Customer" for link in contact.links)
	known = _numbers_before(contact)
	for row in contact.phone_nos:
		row.phone = normalised(row.phone, strict=is_customer and row.phone not in known)


def normalised(phone: str, strict: bool) -> str:
	"""`phone` in E.164; when it is no number, unchanged or, if `strict`, InvalidInput."""
	try:
		return parse_phone(phone or "", settings.region())
	except InvalidInput:
		if strict and phone:
			raise
		return phone


def customers_of(contact: Document) -> list[str]:
	"""The customers whose contact this is."""
	return [link.link_name for link in contact.links if link.link_doctype == "Customer"]


def _numbers_before(contact: Document) -> set[str]:
	if contact.is_new():
		return set()
	return set(frappe.get_all("Contact Phone", {"parent": contact.name}, pluck="phone"))


def _set_primary_row(record: Document, table: str, fieldname: str, flag: str, value: str | None) -> None:
	"""Keep other rows; the row of `value` becomes the primary one, added when it is not there."""
	rows = [row for row in record.get(table) if not row.get(flag) or row.get(fieldname) == value]
	record.set(table, rows)
	if not value:
		return
	found = next((row for row in rows if row.get(fieldname) == value), None) or record.append(
		table, {fieldname: value}
	)
	found.set(flag, 1)
