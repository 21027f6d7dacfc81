"""Everything the app holds of a person, as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import frappe
from frappe.utils import now_datetime

from workshop_crm.core.common.languages import language_of
from workshop_crm.core.customers.preferences import stored_preferences
from workshop_crm.services.analytics.records import ANALYTICS, SNAPSHOT
from workshop_crm.services.loyalty.accounts import ACCOUNT
from workshop_crm.services.loyalty.ledger import ENTRY
from workshop_crm.services.messaging.interactions import INTERACTION
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.platform.permissions import require_customer, require_manager
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.privacy.conversations import COMMUNICATION
from workshop_crm.services.privacy.person import find
from workshop_crm.services.surveys.answers import RESPONSE
from workshop_crm.services.surveys.follow_ups import ISSUE
from workshop_crm.services.vehicles.ownership import OWNERSHIP

# What each list of the document says of a record, by the list's name.
BY_CUSTOMER = {
	"messages": (
		MESSAGE,
		("name", "creation", "channel", "recipient", "language", "status", "sent_on", "subject", "text"),
	),
	"interactions": (INTERACTION, ("name", "kind", "direction", "happened_on", "text", "owner as author")),
	"survey_invitations": (
		INVITATION,
		("name", "channel", "status", "sent_on", "opened_on", "answered_on", "reference_name as invoice"),
	),
	"follow_ups": (ISSUE, ("name", "subject", "description", "status", "opening_date", "resolution_details")),
	"points_accounts": (
		ACCOUNT,
		(
			"loyalty_program",
			"company",
			"balance",
			"tier",
			"lifetime_spend",
			"points_earned",
			"points_redeemed",
			"points_expired",
		),
	),
	"points": (
		ENTRY,
		(
			"name",
			"posting_date",
			"entry_kind as kind",
			"loyalty_points as points",
			"purchase_amount as spend",
			"expiry_date",
			"invoice",
			"entry_reason as reason",
		),
	),
	"analytics": (
		ANALYTICS,
		(
			"segment",
			"clv",
			"p_alive",
			"expected_visits",
			"visits",
			"revenue",
			"monetary_value",
			"first_visit",
			"last_visit",
			"computed_on",
		),
	),
	"value_history": (
		SNAPSHOT,
		("month", "segment", "clv", "p_alive", "expected_visits", "revenue"),
	),
}
VISIT = (
	"name as invoice",
	"posting_date as date",
	"grand_total as total",
	"currency",
	"status",
	"is_return",
	"vehicle",
	"odometer",
	"service_type",
)


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
	return _plain(
		{
			"exported_on": now_datetime(),
			"customer": customer,
			"former_names": person.former,
			"person": _person(record),
			"channels": _rows(record.communication_channels, ("channel", "consent_date", "source")),
			"emergency_contact": {
				"name": record.emergency_contact,
				"phone": record.emergency_contact_phone,
			},
			"preferences": stored_preferences(record.service_preferences).values,
			"notes": record.customer_notes,
			"contacts": [_contact(name) for name in person.contacts],
			"addresses": [_address(name) for name in person.addresses],
			"vehicles": _vehicles(customer),
			"visits": [visit for doctype in INVOICE_DOCTYPES for visit in _visits(doctype, customer)],
			"survey_answers": _answers(customer),
			**{
				label: frappe.get_all(doctype, {"customer": customer}, list(fields), order_by="creation")
				for label, (doctype, fields) in BY_CUSTOMER.items()
			},
			"comments": [row for one in about for row in _comments(*one)],
			"emails": [row for one in about for row in _emails(*one)],
			"attachments": [row for one in about for row in _attachments(*one)],
		}
	)


def _person(record: Any) -> dict[str, Any]:
	fields = (
		"customer_type",
		"salutation",
		"gender",
		"tax_id",
		"website",
		"customer_details",
		"customer_group",
		"territory",
		"loyalty_program",
		"loyalty_program_tier",
		"disabled",
		"creation",
	)
	return {
		"name": record.customer_name,
		"name_ar": record.customer_name_ar,
		"language": language_of(record.preferred_language),
		"phone": record.mobile_no,
		"email": record.email_id,
		**{field: record.get(field) for field in fields},
	}


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
	rows = frappe.get_all(
		OWNERSHIP,
		{"parent": customer, "parenttype": "Customer"},
		["vehicle", "from_date", "to_date", "is_current"],
		order_by="idx",
	)
	fields = ["plate_latin", "plate_ar", "make", "model", "model_year", "chassis_no as vin", "last_odometer"]
	return [
		{**row, **(frappe.db.get_value("Vehicle", row.vehicle, fields, as_dict=True) or {})} for row in rows
	]


def _visits(doctype: str, customer: str) -> list[dict[str, Any]]:
	filters: dict[str, Any] = {"customer": customer, "docstatus": (">", 0)}
	if doctype == "Sales Invoice":
		filters["is_consolidated"] = 0
	visits = frappe.get_all(doctype, filters, list(VISIT), order_by="posting_date, creation")
	items = frappe.get_all(
		f"{doctype} Item",
		{"parent": ("in", [visit.invoice for visit in visits]), "parenttype": doctype},
		["parent", "item_name", "qty", "amount"],
		order_by="parent, idx",
	)
	for visit in visits:
		visit["items"] = [
			_only(row, ("item_name", "qty", "amount")) for row in items if row.parent == visit.invoice
		]
	return visits


def _answers(customer: str) -> list[dict[str, Any]]:
	fields = ["name", "answered_on", "score", "rating", "comment", "reference_name as invoice"]
	responses = frappe.get_all(RESPONSE, {"customer": customer}, fields, order_by="answered_on")
	for response in responses:
		answers = {"parent": response.name, "parenttype": RESPONSE}
		response["answers"] = frappe.get_all("Survey Answer", answers, ["question", "value"], order_by="idx")
	return responses


def _comments(doctype: str, name: str) -> list[dict[str, Any]]:
	about = {"reference_doctype": doctype, "reference_name": name, "comment_type": "Comment"}
	return frappe.get_all("Comment", about, ["creation", "comment_by", "content"], order_by="creation")


def _emails(doctype: str, name: str) -> list[dict[str, Any]]:
	about = {"reference_doctype": doctype, "reference_name": name}
	fields = ["communication_date", "communication_type", "sender", "recipients", "subject", "content"]
	return frappe.get_all(COMMUNICATION, about, fields, order_by="communication_date")


def _attachments(doctype: str, name: str) -> list[dict[str, Any]]:
	attached = {"attached_to_doctype": doctype, "attached_to_name": name}
	return frappe.get_all("File", attached, ["file_name", "file_url", "file_size", "creation"])


def _rows(rows: Iterable[Any], fields: Sequence[str]) -> list[dict[str, Any]]:
	return [_only(row, fields) for row in rows]


def _only(row: Any, fields: Sequence[str]) -> dict[str, Any]:
	return {field: row.get(field) for field in fields}


def _plain(value: dict[str, Any]) -> dict[str, Any]:
	return json.loads(json.dumps(value, default=str))
