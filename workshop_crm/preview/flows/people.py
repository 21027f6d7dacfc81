"""A customer is added or changed; what is not given stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from workshop_crm.core.customers.customer import CustomerValues, check_customer
from workshop_crm.core.customers.preferences import stored_preferences
from workshop_crm.preview.flows.recipients import language_of
from workshop_crm.preview.store import customers
from workshop_crm.preview.store.customers import Channel, Customer


def save(
	connection: sqlite3.Connection,
	values: Mapping[str, object],
	customer: str | None,
	region: str,
	now: datetime,
) -> str:
	"""Raises InvalidInput for values that cannot be kept, NotFound for an unknown customer. Returns the customer."""
	known = customers.read(connection, customer) if customer else None
	present = _present(connection, known) if known else {}
	checked = check_customer({**present, **values}, region, now.date())
	name = customer or customers.create(connection, now, checked.name)
	customers.change(connection, _record(name, checked, disabled=known is not None and known.disabled))
	customers.replace_channels(
		connection, name, [Channel(row.channel, row.consent_date, row.source) for row in checked.channels]
	)
	return name


def _present(connection: sqlite3.Connection, known: Customer) -> dict[str, object]:
	return {
		"name": known.customer_name,
		"name_ar": known.customer_name_ar,
		"language": language_of(known),
		"phone": known.phone,
		"email": known.email,
		"channels": [
			{"channel": row.channel, "consent_date": row.consent_date, "source": row.source}
			for row in customers.channels(connection, known.name)
		],
		"emergency_contact": {"name": known.emergency_contact, "phone": known.emergency_contact_phone},
		"service_preferences": stored_preferences(known.preferences),
		"customer_notes": known.notes,
	}


def _record(name: str, values: CustomerValues, disabled: bool) -> Customer:
	contact = values.emergency_contact
	return Customer(
		name,
		values.name,
		values.name_ar,
		values.language,
		values.phone or "",
		values.email or "",
		disabled,
		contact.name if contact else "",
		contact.phone if contact else "",
		values.preferences.as_json(),
		values.notes,
	)
