"""The person's own records, emptied: the Customer, the Contacts and Addresses that are nobody else's, the cars."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.rename_doc import rename_doc
from frappe.utils import getdate

from workshop_crm.core.privacy.erasure import erased_names
from workshop_crm.services.platform.words import _
from workshop_crm.services.privacy.person import PARTIES, Person
from workshop_crm.services.privacy.texts import text_columns
from workshop_crm.services.vehicles.ownership import OWNERSHIP

# Whatever somebody typed, picked or uploaded; fields that a workshop has added itself are among them.
PERSONAL_TYPES = frozenset(
	(
		"Attach",
		"Attach Image",
		"Autocomplete",
		"Barcode",
		"Code",
		"Data",
		"Date",
		"Datetime",
		"Geolocation",
		"HTML Editor",
		"JSON",
		"Long Text",
		"Markdown Editor",
		"Phone",
		"Read Only",
		"Signature",
		"Small Text",
		"Text",
		"Text Editor",
	)
)
LINKS_OF_A_PERSON = (
	"salutation",
	"gender",
	"recommended_by",
	"lead_name",
	"opportunity_name",
	"prospect_name",
	"customer_primary_contact",
	"customer_primary_address",
	"preferred_language",
	"user",
	"google_contacts",
	"address",
)
# The tier follows from the ledger.
KEPT = ("loyalty_program_tier",)
TABLES = {
	"Customer": ("Customer Communication Channel", "Portal User"),
	"Contact": ("Contact Phone", "Contact Email"),
	"Address": (),
	"Lead": ("CRM Note",),
}
FRAPPES_OWN = ("_user_tags", "_comments", "_assign", "_liked_by")
# Names of records are English, as all names that Frappe gives.
_ERASED = re.compile(r"Erased (customer|contact|address) \S+")


def is_erased(name: str) -> bool:
	"""Whether an erasure gave this name."""
	return bool(_ERASED.fullmatch(name))


def rename_customer(record: Document) -> str:
	"""Take the person out of the record's name, unless it comes from a series. Returns the name from now on."""
	if is_erased(record.name) or _is_of_series(record):
		return record.name
	return _rename("Customer", record.name)


def empty_customer(customer: str) -> str:
	"""Nothing that was typed stays; the record is disabled. Returns its title from now on."""
	code = customer.rsplit(" ", 1)[-1]
	title, arabic = erased_names(code, lambda text: _(text, "ar"))
	_empty("Customer", customer, customer_name=title, customer_name_ar=arabic, disabled=1)
	return title


def empty_parties(person: Person, customer: str) -> dict[str, list[str]]:
	"""Empty and rename the Contacts and Addresses that are the person's alone, and cut the links of the others.

	Returns the new names by DocType.
	"""
	for doctype, name in person.shared:
		link = {"parenttype": doctype, "parent": name, "link_doctype": "Customer", "link_name": customer}
		frappe.db.delete("Dynamic Link", link)
	names = dict(zip(PARTIES, (person.contacts, person.addresses), strict=True))
	return {doctype: [_empty_party(doctype, name) for name in names[doctype]] for doctype in PARTIES}


def empty_leads(leads: Iterable[str], title: str) -> None:
	"""Who asked before buying is the same person."""
	for lead in leads:
		_empty("Lead", lead, first_name=title, lead_name=title, title=title)


def close_ownership(customer: str) -> list[str]:
	"""The person has no car any more. Returns all cars that they have or had."""
	rows = frappe.get_all(
		OWNERSHIP,
		{"parent": customer, "parenttype": "Customer"},
		["name", "vehicle", "from_date", "is_current"],
		order_by="idx",
	)
	for row in rows:
		frappe.db.get_value("Vehicle", row.vehicle, "name", for_update=True)
		if row.is_current:
			ended = max(getdate(), getdate(row.from_date) if row.from_date else getdate())
			frappe.db.set_value(OWNERSHIP, row.name, {"is_current": 0, "to_date": ended})
	named = frappe.get_all("Vehicle", {"customer": customer}, pluck="name")
	frappe.db.set_value("Vehicle", {"customer": customer}, "customer", None)
	return list(dict.fromkeys([*(row.vehicle for row in rows), *named]))


def _empty_party(doctype: str, name: str) -> str:
	new = name if is_erased(name) else _rename(doctype, name)
	values = {"first_name": new, "full_name": new} if doctype == "Contact" else {"address_title": new}
	if doctype == "Address":
		# ERPNext asks for both on every address.
		values |= {"address_line1": "-", "city": "-"}
	_empty(doctype, new, **values)
	links = {"parenttype": doctype, "parent": new}
	frappe.db.set_value("Dynamic Link", links, "link_title", None, update_modified=False)
	return new


def _empty(doctype: str, name: str, **values: Any) -> None:
	frappe.db.set_value(doctype, name, {**dict.fromkeys(_personal_columns(doctype)), **values})
	for table in TABLES[doctype]:
		frappe.db.delete(table, {"parenttype": doctype, "parent": name})
	frappe.clear_document_cache(doctype, name)


def _personal_columns(doctype: str) -> set[str]:
	"""Fields of the form, and columns that a removed field or app has left in the table."""
	fields = frappe.get_meta(doctype).fields
	typed = {field.fieldname for field in fields if field.fieldtype in PERSONAL_TYPES}
	left_over = set(text_columns(doctype)) - {field.fieldname for field in fields}
	emptied = typed | left_over | set(LINKS_OF_A_PERSON) | set(FRAPPES_OWN)
	return emptied & set(frappe.db.get_table_columns(doctype)) - set(KEPT)


def _rename(doctype: str, name: str) -> str:
	new = f"Erased {doctype.lower()} {frappe.generate_hash(length=10)}"
	return rename_doc(
		doctype, name, new, force=True, ignore_permissions=True, show_alert=False, rebuild_search=False
	)


def _is_of_series(record: Document) -> bool:
	"""Whether the name is a series' prefix and figures, such as CUST-2024-00012."""
	series = (record.meta.get_options("naming_series") or "").split("\n")
	prefixes = [one.split(".", 1)[0] for one in series if "." in one]
	return any(prefix and re.fullmatch(re.escape(prefix) + r"[\d\-./]+", record.name) for prefix in prefixes)
