"""Records that are about something else and name the person: they stay, without the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import frappe
from frappe.model.dynamic_links import get_dynamic_links
from frappe.model.rename_doc import get_link_fields

from workshop_crm.services.identity.computed import COMPUTED
from workshop_crm.services.privacy.conversations import Records
from workshop_crm.services.privacy.texts import blot_records, chunks
from workshop_crm.services.privacy.words import Words

# Once they are submitted, and when they are cancelled, these stay word for word: see the package.
BOOKED = (
	"Sales Invoice",
	"POS Invoice",
	"Payment Entry",
	"Journal Entry",
	"Journal Entry Account",
	"GL Entry",
	"Payment Ledger Entry",
	"Dunning",
)
# What a document copies of a person when it is made; the customer's new name takes the place of the old one.
NAMES = ("customer_name", "party_name")
COPIES = (
	"contact_display",
	"contact_mobile",
	"contact_phone",
	"contact_email",
	"address_display",
	"shipping_address",
	"shipping_address_display",
	"email_to",
	"tax_id",
)
# Columns in which Frappe repeats what staff wrote beside a document.
BESIDE = ("_comments", "_user_tags")
CHANGEABLE_TYPES = ("Data", "Small Text", "Text", "Text Editor", "Read Only", "Phone")


def linked_records(customer: str, private: Collection[str]) -> Records:
	"""Every record that links to the customer, without those of the DocTypes in `private`, which are all about them."""
	found: dict[str, set[str]] = defaultdict(set)
	for field in get_link_fields("Customer"):
		if not field["issingle"] and field["parent"] not in (*private, *COMPUTED):
			_add(found, field["parent"], {field["fieldname"]: customer})
	for field in get_dynamic_links():
		if field.parent not in private and not frappe.get_meta(field.parent).issingle:
			_add(found, field.parent, {field.options: "Customer", field.fieldname: customer})
	return {doctype: sorted(names) for doctype, names in found.items()}


def blot(linked: Records, customer_name: str, words: Words) -> int:
	"""Take the person out of all records of `linked` that are not booked; returns in how many they were."""
	blotted = 0
	for doctype, names in linked.items():
		booked = _booked(doctype, names)
		open_ones = sorted(set(names) - booked)
		_empty_copies(doctype, open_ones, customer_name)
		blotted += blot_records(doctype, open_ones, words)
		blot_records(doctype, sorted(booked), words, only=BESIDE)
	return blotted


def _add(found: dict[str, set[str]], doctype: str, filters: dict[str, str]) -> None:
	meta = frappe.get_meta(doctype)
	if meta.is_virtual or not frappe.db.table_exists(doctype):
		return
	if not meta.istable:
		found[doctype].update(frappe.get_all(doctype, filters, pluck="name"))
		return
	for row in frappe.get_all(doctype, filters, ["name", "parent", "parenttype"]):
		found[doctype].add(row.name)
		if row.parenttype and row.parenttype not in ("Contact", "Address", "Communication"):
			found[row.parenttype].add(row.parent)


def _booked(doctype: str, names: list[str]) -> set[str]:
	if doctype not in BOOKED:
		return set()
	return {
		name
		for chunk in chunks(names)
		for name in frappe.get_all(doctype, {"name": ("in", chunk), "docstatus": (">", 0)}, pluck="name")
	}


def _empty_copies(doctype: str, names: list[str], customer_name: str) -> None:
	fields = {field.fieldname: field.fieldtype for field in frappe.get_meta(doctype).fields}
	values: dict[str, str | None] = {
		field: customer_name for field in NAMES if fields.get(field) in CHANGEABLE_TYPES
	}
	values |= {field: None for field in COPIES if fields.get(field) in CHANGEABLE_TYPES}
	for chunk in chunks(names):
		if values:
			frappe.db.set_value(doctype, {"name": ("in", chunk)}, values, update_modified=False)
