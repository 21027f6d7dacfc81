"""A customer is added or changed; what is not given stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from workshop_crm.core.customers.changes import KEYS, changed_keys, check_change, fields_of
from workshop_crm.core.customers.customer import check_customer
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.search import updates

CHANNELS = "communication_channels"


def save(
	connection: sqlite3.Connection,
	values: Mapping[str, object],
	customer: str | None,
	region: str,
	now: datetime,
) -> str:
	"""Raises InvalidInput for values that cannot be kept, NotFound for an unknown customer. Returns the customer."""
	if customer:
		known = _stored(connection, records.get(connection, "Customer", customer))
		fields = fields_of(check_change(known, values, region, now.date()), changed_keys(values))
	else:
		fields = fields_of(check_customer(values, region, now.date()), KEYS)
		customer = records.insert(connection, "Customer", {"customer_name": fields["customer_name"]}, now)
	_store(connection, customer, fields, now)
	return customer


def _store(connection: sqlite3.Connection, customer: str, fields: Record, now: datetime) -> None:
	rows = fields.pop(CHANNELS, None)
	if rows is not None:
		records.replace_rows(connection, "Customer", customer, CHANNELS, rows, now)
	texts = {field: value or "" for field, value in fields.items()}
	records.update(connection, "Customer", customer, texts, now)
	updates.queue(connection, [customer])


def _stored(connection: sqlite3.Connection, known: Record) -> Record:
	rows = records.rows_of(connection, "Customer", known["name"], CHANNELS)
	return {
		"name": known["customer_name"],
		"name_ar": known["customer_name_ar"],
		"phone": known["mobile_no"],
		"email": known["email_id"],
		"channels": [{key: row[key] for key in ("channel", "consent_date", "source")} for row in rows],
		"emergency_contact": {"name": known["emergency_contact"], "phone": known["emergency_contact_phone"]},
	}
