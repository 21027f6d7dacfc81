"""A customer is added or changed; what is not given stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from workshop_crm.core.customers.changes import KEYS, changed_keys, check_change, fields_of, values_of
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
		record = records.get(connection, "Customer", customer)
		known = values_of(record, records.rows_of(connection, "Customer", customer, CHANNELS))
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
