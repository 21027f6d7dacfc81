"""Everything the app holds of a person, read from Frappe's records for `core.privacy.export`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import frappe
from frappe.utils import now_datetime

from workshop_crm.core.common.languages import language_of
from workshop_crm.core.customers.preferences import stored_preferences
from workshop_crm.core.privacy import export as core
from workshop_crm.core.privacy.export import HeldOfPerson, Source
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.platform.permissions import require_customer, require_manager
from workshop_crm.services.privacy.conversations import COMMUNICATION, from_nobody
from workshop_crm.services.privacy.person import Person, find
from workshop_crm.services.privacy.texts import chunks
from workshop_crm.services.surveys import photos
from workshop_crm.services.vehicles.ownership import OWNERSHIP


def export(customer: str) -> dict[str, Any]:
	"""The document for the user, who is a manager: plain JSON values, dates as ISO text."""
	require_manager()
	require_customer(customer)
	return document(customer)


def document(customer: str) -> dict[str, Any]:
	"""The document about a customer who exists."""
	record = frappe.get_doc("Customer", customer)
	person = find(customer)
	about = [("Customer", customer), *(("Contact", name) for name in person.contacts)]
	lists = {name: _list(name, source, customer, person) for name, source in core.BY_CUSTOMER.items()}
	held = HeldOfPerson(
		record={**record.as_dict(), "preferred_language": language_of(record.preferred_language)},
		preferences=stored_preferences(record.service_preferences).values,
		channels=[row.as_dict() for row in record.communication_channels],
		vehicles=_vehicles(customer),
		visits=[visit for doctype in INVOICE_DOCTYPES for visit in _visits(doctype, customer)],
		lists=lists,
		former_names=person.former,
		photos={row["name"]: photos.kept(row["name"]) for row in lists["survey_answers"]},
		beside={
			"contacts": [_contact(name) for name in person.contacts],
			"addresses": [_address(name) for name in person.addresses],
			"comments": [row for one in about for row in _comments(*one)],
			"emails": [row for one in about for row in _emails(*one)],
			"attachments": [
				*_attachments("Customer", [customer]),
				*_attachments("Contact", person.contacts),
				*_attachments(MESSAGE, [row["name"] for row in lists["messages"]]),
			],
		},
	)
	return core.document(held, now_datetime())


def _list(name: str, source: Source, customer: str, person: Person) -> list[dict[str, Any]]:
	rows = frappe.get_all(source.doctype, {"customer": customer}, source.columns, order_by="creation")
	if name == "messages":
		rows = [*from_nobody((*person.phones, *person.emails), source.columns), *rows]
	return _with_table(source.doctype, core.WITHIN[name], rows) if name in core.WITHIN else rows


def _contact(name: str) -> dict[str, Any]:
	contact = frappe.get_doc("Contact", name)
	return {
		**{
			field: contact.get(field)
			for field in ("first_name", "middle_name", "last_name", "gender", "designation")
		},
		"phones": [row.phone for row in contact.phone_nos],
		"emails": [row.email_id for row in contact.email_ids],
	}


def _address(name: str) -> dict[str, Any]:
	fields = (
		"address_title",
		"address_type",
		"address_line1",
		"address_line2",
		"city",
		"county",
		"state",
		"pincode",
		"country",
		"email_id",
		"phone",
	)
	return frappe.db.get_value("Address", name, fields, as_dict=True)


def _vehicles(customer: str) -> list[dict[str, Any]]:
	own = {"parent": customer, "parenttype": "Customer"}
	rows = frappe.get_all(OWNERSHIP, own, list(core.OWNERSHIP.values()), order_by="idx")
	fields = list(core.VEHICLE.values())
	return [
		{**row, **(frappe.db.get_value("Vehicle", row.vehicle, fields, as_dict=True) or {})} for row in rows
	]


def _visits(doctype: str, customer: str) -> list[dict[str, Any]]:
	filters: dict[str, Any] = {"customer": customer, "docstatus": (">", 0)}
	if doctype == "Sales Invoice":
		filters["is_consolidated"] = 0
	visits = frappe.get_all(doctype, filters, list(core.VISITS.values()), order_by="posting_date, creation")
	items = _rows_of(f"{doctype} Item", doctype, [visit.name for visit in visits], core.ITEMS.values())
	return [{**visit, "items": items.get(visit.name, [])} for visit in visits]


def _with_table(doctype: str, within: core.Within, records: Sequence[frappe._dict]) -> list[dict[str, Any]]:
	names = [record.name for record in records]
	rows = _rows_of(within.source.doctype, doctype, names, within.source.columns)
	return [{**record, within.table: rows.get(record.name, [])} for record in records]


def _rows_of(
	doctype: str, parenttype: str, parents: Sequence[str], fields: Iterable[str]
) -> dict[str, list[frappe._dict]]:
	"""Child rows by the record they belong to."""
	filters = {"parent": ("in", parents), "parenttype": parenttype}
	found: dict[str, list[frappe._dict]] = {}
	for row in frappe.get_all(doctype, filters, ["parent", *fields], order_by="parent, idx"):
		found.setdefault(row.parent, []).append(row)
	return found


def _comments(doctype: str, name: str) -> list[dict[str, Any]]:
	about = {"reference_doctype": doctype, "reference_name": name, "comment_type": "Comment"}
	return frappe.get_all("Comment", about, ["creation", "comment_by", "content"], order_by="creation")


def _emails(doctype: str, name: str) -> list[dict[str, Any]]:
	about = {"reference_doctype": doctype, "reference_name": name}
	fields = ["communication_date", "communication_type", "sender", "recipients", "subject", "content"]
	return frappe.get_all(COMMUNICATION, about, fields, order_by="communication_date")


def _attachments(doctype: str, names: Sequence[str]) -> list[dict[str, Any]]:
	fields = ["file_name", "file_url", "file_size", "creation"]
	return [
		file
		for chunk in chunks(names)
		for file in frappe.get_all(
			"File",
			{"attached_to_doctype": doctype, "attached_to_name": ("in", chunk)},
			fields,
			order_by="creation, file_name",
		)
	]
