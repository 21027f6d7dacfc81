"""The Customer record: saved from the profile screen, kept in shape when saved from anywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from workshop_crm.core.messaging.channels import Consent, Recipient
from workshop_crm.core.profile.customer import CustomerValues, check_customer
from workshop_crm.services import contacts, languages, settings
from workshop_crm.services.permissions import require_customer, require_staff


def save_customer(values: Mapping[str, Any], customer: str | None = None) -> str:
	"""Insert or change a customer; a field that is not among `values` stays as it is. Returns the name."""
	require_staff()
	if not customer:
		return _insert(check_customer(values, settings.region(), getdate()))
	require_customer(customer, "write")
	record = frappe.get_doc("Customer", customer)
	_change(record, check_customer({**_present(record), **values}, settings.region(), getdate()))
	return record.name


def recipient_of(record: Document) -> Recipient:
	"""Whom a message goes to."""
	return Recipient(
		name=_greeting(record),
		language=languages.code_of(record.preferred_language),
		phone=record.mobile_no or None,
		email=record.email_id or None,
		consents=tuple(
			Consent(row.channel, row.consent_date and getdate(row.consent_date), row.source or "")
			for row in record.communication_channels
		),
	)


def normalise_phone(record: Document) -> None:
	"""Bring a new mobile number to E.164; the contact made from it then has it too."""
	if record.mobile_no:
		changed = record.is_new() or record.mobile_no != record.get_db_value("mobile_no")
		record.mobile_no = contacts.normalised(record.mobile_no, strict=changed)


def _insert(values: CustomerValues) -> str:
	record = frappe.new_doc("Customer")
	record.customer_type = "Individual"
	record.customer_group = _default("customer_group", "Customer Group")
	record.territory = _default("territory", "Territory")
	record.mobile_no = values.phone
	record.email_id = values.email
	_fill(record, values)
	return record.insert().name


def _change(record: Document, values: CustomerValues) -> None:
	if record.customer_primary_contact:
		contacts.set_primary(record.customer_primary_contact, values.phone, values.email)
	record.mobile_no = values.phone
	record.email_id = values.email
	_fill(record, values)
	record.save()


def _fill(record: Document, values: CustomerValues) -> None:
	record.customer_name = values.name
	record.customer_name_ar = values.name_ar
	record.preferred_language = languages.NAMES[values.language]
	record.set("communication_channels", [])
	for row in values.channels:
		record.append(
			"communication_channels",
			{"channel": row.channel, "consent_date": row.consent_date, "source": row.source},
		)


def _present(record: Document) -> dict[str, Any]:
	return {
		"name": record.customer_name,
		"name_ar": record.customer_name_ar,
		"language": languages.code_of(record.preferred_language),
		"phone": record.mobile_no,
		"email": record.email_id,
		"channels": [
			{"channel": row.channel, "consent_date": row.consent_date, "source": row.source}
			for row in record.communication_channels
		],
	}


def _default(fieldname: str, doctype: str) -> str | None:
	chosen = frappe.db.get_single_value("Selling Settings", fieldname)
	return chosen or frappe.db.get_value(doctype, {"is_group": 0}, "name", order_by="lft")


def _greeting(record: Document) -> str:
	is_arabic = languages.code_of(record.preferred_language) == "ar"
	return (is_arabic and record.customer_name_ar) or record.customer_name
