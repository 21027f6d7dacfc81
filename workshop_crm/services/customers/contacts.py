"""Phone numbers and e-mail addresses, which ERPNext keeps in a customer's primary Contact."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe.model.document import Document
from frappe.utils import cstr

from workshop_crm.core.common.channels import PHONE_CHANNELS
from workshop_crm.core.common.errors import N_, InvalidInput, Term
from workshop_crm.core.names.phones import (
	is_fixed_line,
	parse_phone,
	phone_as_typed,
	phone_problem,
	split_extension,
)
from workshop_crm.services.platform import settings


def set_primary(contact: str, phone: str | None, extension: str | None, email: str | None) -> None:
	"""Make `phone` and `email` the contact's primary ones; None removes what was primary."""
	record = frappe.get_doc("Contact", contact)
	_set_primary_row(record, "phone_nos", "phone", "is_primary_mobile_no", phone)
	for row in record.phone_nos:
		if row.is_primary_mobile_no:
			row.phone_extension = extension
	_set_primary_row(record, "email_ids", "email_id", "is_primary", email)
	# The customer is saved next, with its own channels.
	record.flags.customer_follows = True
	record.save()


def add_phones(contact: str, phones: Sequence[str]) -> None:
	"""Numbers beside the primary one; those that the contact has stay."""
	record = frappe.get_doc("Contact", contact)
	known = {row.phone for row in record.phone_nos}
	for phone in phones:
		if phone not in known:
			record.append("phone_nos", {"phone": phone})
	record.flags.customer_follows = True
	record.save()


def normalise_contact(contact: Document) -> None:
	"""Bring the contact's numbers to E.164; what is no number stays as typed.

	Where the settings refuse those, a customer's new number must be one that can be dialled. Numbers from before stay:
	an old mistake must not keep anybody from saving the form.
	"""
	known = _known_numbers(contact) if settings.refuses_bad_phones() else set()
	is_strict = settings.refuses_bad_phones() and bool(customers_of(contact))
	for row in contact.phone_nos:
		normalise_phone(row, "phone", "phone_extension", strict=is_strict and row.phone not in known)


def check_addresses(contact: Document) -> None:
	"""Raise InvalidInput when the address of a customer's channel is taken away."""
	before = contact.get_doc_before_save()
	if not before or contact.flags.customer_follows:
		return
	lost = {
		*(PHONE_CHANNELS if before.mobile_no and not contact.mobile_no else ()),
		*(("Email",) if before.email_id and not contact.email_id else ()),
	}
	customers = customers_with_primary(contact) if lost else []
	found = customers and frappe.db.get_value(
		"Customer Communication Channel",
		{"parent": ("in", customers), "parenttype": "Customer", "channel": ("in", list(lost))},
		["parent", "channel"],
	)
	if found:
		raise InvalidInput(
			N_(
				"{customer} agreed to be reached by {channel}. Enter another address, or remove that channel from the customer first."
			),
			customer=found[0],
			channel=Term(found[1]),
		)


def follow_primary(contact: Document) -> None:
	"""Customers show the phone and e-mail address of their primary contact; ERPNext copies them at their next save."""
	if contact.flags.customer_follows:
		return
	values = {"mobile_no": contact.mobile_no or None, "email_id": contact.email_id or None}
	before = contact.get_doc_before_save()
	extension = next((row.phone_extension for row in contact.phone_nos if row.is_primary_mobile_no), None)
	if extension or (before and before.mobile_no != contact.mobile_no):
		values["phone_extension"] = extension
	for customer in customers_with_primary(contact):
		frappe.db.set_value("Customer", customer, values, update_modified=False)


def customers_with_primary(contact: Document) -> list[str]:
	"""The customers whose primary contact this is."""
	linked = customers_of(contact)
	if not linked:
		return []
	primary = {"name": ("in", linked), "customer_primary_contact": contact.name}
	return frappe.get_all("Customer", primary, pluck="name", order_by=None)


def normalised(phone: str, strict: bool) -> str:
	"""`phone` in E.164; when it is no number, unchanged or, if `strict`, InvalidInput."""
	if not phone:
		return phone
	# A number without quotes in JSON is a number.
	read = parse_phone if strict else phone_as_typed
	return read(cstr(phone), settings.region())


def normalise_phone(record: Document, fieldname: str, extension: str, strict: bool) -> None:
	"""As `normalised`; an extension that is typed behind the number goes into a field of its own."""
	number, found = split_extension(cstr(record.get(fieldname)))
	if found and not phone_problem(normalised(number, strict=False)):
		record.set(extension, found)
		record.set(fieldname, number)
	record.set(fieldname, normalised(record.get(fieldname), strict))


def other_phones(contact: str | None, phone: str | None) -> tuple[str, ...]:
	"""The contact's other numbers, where the customer's own is a fixed line: who has a mobile gets messages there."""
	return phones_beside(contact, phone) if is_fixed_line(normalised(phone or "", strict=False)) else ()


def phones_beside(contact: str | None, phone: str | None) -> tuple[str, ...]:
	"""All numbers of the contact except `phone`."""
	if not contact:
		return ()
	rows = frappe.get_all("Contact Phone", {"parent": contact}, pluck="phone", order_by="idx")
	return tuple(normalised(row, strict=False) for row in rows if row and row != phone)


def numbers_behind(customer: Document) -> set[str]:
	"""Numbers that came to the customer from its primary contact or the Lead that it was."""
	sources = (("Contact", customer.customer_primary_contact), ("Lead", customer.lead_name))
	return {
		number
		for doctype, name in sources
		if name and (number := frappe.db.get_value(doctype, name, "mobile_no"))
	}


def customers_of(contact: Document) -> list[str]:
	"""The customers whose contact this is."""
	return [link.link_name for link in contact.links if link.link_doctype == "Customer"]


def _known_numbers(contact: Document) -> set[str]:
	"""Those it had, and its customers': ERPNext makes a contact of a customer's number when that is saved."""
	own = [] if contact.is_new() else frappe.get_all("Contact Phone", {"parent": contact.name}, pluck="phone")
	customers = frappe.get_all("Customer", {"name": ("in", customers_of(contact))}, pluck="mobile_no")
	return {number for number in (*own, *customers) if number}


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
