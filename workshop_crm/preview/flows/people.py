"""A customer is added or changed; what is not given stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from workshop_crm.core.customers.customer import CustomerValues, check_customer
from workshop_crm.core.customers.preferences import stored_preferences
from workshop_crm.preview import records
from workshop_crm.preview.flows.recipients import LANGUAGE_NAMES, language_of
from workshop_crm.preview.records import Record
from workshop_crm.preview.store import search_updates


def save(
	connection: sqlite3.Connection,
	values: Mapping[str, object],
	customer: str | None,
	region: str,
	now: datetime,
) -> str:
	"""Raises InvalidInput for values that cannot be kept, NotFound for an unknown customer. Returns the customer."""
	known = records.get(connection, "Customer", customer) if customer else None
	present = _present(connection, known) if known else {}
	checked = check_customer({**present, **values}, region, now.date())
	name = customer or records.insert(connection, "Customer", {"customer_name": checked.name}, now)
	records.update(connection, "Customer", name, _record(checked), now)
	channels = [asdict(row) for row in sorted(checked.channels, key=lambda row: row.channel)]
	records.replace_rows(connection, "Customer", name, "communication_channels", channels, now)
	search_updates.queue(connection, [name])
	return name


def _present(connection: sqlite3.Connection, known: Record) -> dict[str, object]:
	return {
		"name": known["customer_name"],
		"name_ar": known["customer_name_ar"],
		"language": language_of(known),
		"phone": known["mobile_no"],
		"email": known["email_id"],
		"channels": [
			{"channel": row["channel"], "consent_date": row["consent_date"], "source": row["source"]}
			for row in records.rows_of(connection, "Customer", known["name"], "communication_channels")
		],
		"emergency_contact": {"name": known["emergency_contact"], "phone": known["emergency_contact_phone"]},
		"service_preferences": stored_preferences(known["service_preferences"]),
		"customer_notes": known["customer_notes"],
	}


def _record(values: CustomerValues) -> Record:
	contact = values.emergency_contact
	return {
		"customer_name": values.name,
		"customer_name_ar": values.name_ar,
		"preferred_language": LANGUAGE_NAMES[values.language],
		"mobile_no": values.phone or "",
		"email_id": values.email or "",
		"emergency_contact": contact.name if contact else "",
		"emergency_contact_phone": contact.phone if contact else "",
		"service_preferences": values.preferences.as_json(),
		"customer_notes": values.notes,
	}
