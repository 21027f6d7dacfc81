"""What the workshop holds of a person: handed out as a whole, or erased.

What stays: the invoices and the points, which law requires and which name nobody any more; scores without words; the
cars, which belong to whoever owns them next.
"""

from __future__ import annotations

import re
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

from workshop_crm.core.common.languages import language_of
from workshop_crm.core.customers.preferences import stored_preferences
from workshop_crm.core.messaging.stopping import addresses_of
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.phones import national_digits
from workshop_crm.core.privacy.erasure import check_confirmed, erased_names
from workshop_crm.core.privacy.export import BY_CUSTOMER, WITHIN, HeldOfPerson, Source, document
from workshop_crm.core.surveys.follow_up import SUBJECT
from workshop_crm.preview import records
from workshop_crm.preview.messaging import consents
from workshop_crm.preview.messaging.recipients import recipient_of
from workshop_crm.preview.privacy import erasure
from workshop_crm.preview.records import Record
from workshop_crm.preview.schema.doctypes import doctypes
from workshop_crm.preview.search import updates
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.surveys import photos
from workshop_crm.preview.translate import translator

MIN_WORD = 3


def export(
	connection: sqlite3.Connection, data: Path, customer: str, currency: str, now: datetime
) -> dict[str, Any]:
	"""Everything about a customer as plain JSON values; raises NotFound for an unknown one. `data` is the preview's file."""
	record = records.get(connection, "Customer", customer)
	lists = {
		name: _list(connection, name, source, customer)
		for name, source in BY_CUSTOMER.items()
		if source.doctype in doctypes()
	}
	held = HeldOfPerson(
		record={**record, "preferred_language": language_of(record["preferred_language"])},
		preferences=stored_preferences(record["service_preferences"]).values,
		channels=records.rows_of(connection, "Customer", customer, "communication_channels"),
		vehicles=_vehicles(connection, customer),
		visits=_visits(connection, customer, currency),
		lists=lists,
		beside={"contacts": _contacts(connection, customer)},
		photos={row["name"]: photos.of_response(data, row["name"]) for row in lists["survey_answers"]},
	)
	return document(held, now)


def _contacts(connection: sqlite3.Connection, customer: str) -> list[dict[str, Any]]:
	numbers = [
		{"phone": row["phone"]} for row in records.rows_of(connection, "Customer", customer, "phone_nos")
	]
	return [{"phone_nos": numbers}] if numbers else []


def erase(
	connection: sqlite3.Connection, customer: str, confirm: str, now: datetime
) -> tuple[str, dict[str, int]]:
	"""Forget a person and return the name that the record has from now on, and how much was erased.

	Raises InvalidInput unless `confirm` is the customer, NotFound for an unknown one.
	"""
	known = records.get(connection, "Customer", customer)
	check_confirmed(customer, confirm)
	name = customer
	if _tells_of(customer, known):
		name = str(records.new_name(connection, "Customer", {}, now))
		records.rename(connection, "Customer", customer, name)
	code = name.removeprefix(records.series("Customer", now.year))
	title, arabic = erased_names(code, translator("ar"))
	addresses = addresses_of(recipient_of(connection, records.get(connection, "Customer", name)))
	counts = dict(erasure.erase_records(connection, name, SUBJECT.format(customer=title), now))
	counts["consent_events"] = consents.erase(connection, read_settings(connection), addresses, name, now)
	erasure.empty_customer(connection, name, title, arabic, now)
	updates.queue(connection, {customer, name})
	return name, counts


def _vehicles(connection: sqlite3.Connection, customer: str) -> list[Record]:
	owned = records.find(connection, "Customer Vehicle", {"parent": customer})
	return [{**records.get(connection, "Vehicle", row["vehicle"]), **row} for row in owned]


def _visits(connection: sqlite3.Connection, customer: str, currency: str) -> list[Record]:
	visits = records.find(connection, "Sales Invoice", {"customer": customer}, "posting_date")
	return [
		{
			**visit,
			"currency": currency,
			"items": records.rows_of(connection, "Sales Invoice", visit["name"], "items"),
		}
		for visit in visits
	]


def _list(connection: sqlite3.Connection, name: str, source: Source, customer: str) -> list[Record]:
	rows = records.find(connection, source.doctype, {"customer": customer}, "creation")
	if name not in WITHIN:
		return rows
	table = WITHIN[name].table
	return [{**row, table: records.rows_of(connection, source.doctype, row["name"], table)} for row in rows]


def _tells_of(name: str, known: Record) -> bool:
	"""Whether the record's name says who the person is: files bring customers that are named after themselves."""
	folded = fold(name)
	words = {
		word
		for text in (known["customer_name"], known["customer_name_ar"])
		for word in fold(text).split()
		if len(word) >= MIN_WORD and not word.isdigit()
	}
	phone = national_digits(known["mobile_no"]) if known["mobile_no"] else ""
	return (
		any(word in folded for word in words)
		or bool(known["email_id"] and known["email_id"].lower() in name.lower())
		or bool(phone and phone in re.sub(r"\D", "", name))
	)
