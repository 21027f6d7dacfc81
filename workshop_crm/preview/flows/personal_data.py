"""What the workshop holds of a person: handed out as a whole, or erased.

What stays: the invoices and the points, which law requires and which name nobody any more; scores without words; the
cars, which belong to whoever owns them next.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import language_of
from workshop_crm.core.customers.preferences import stored_preferences
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.phones import national_digits
from workshop_crm.core.surveys.follow_up import SUBJECT
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.store import personal_data, search_updates
from workshop_crm.preview.translate import translator

ERASED = N_("Erased customer {0}")
SHORTEST_WORD = 3


def export(connection: sqlite3.Connection, customer: str, now: datetime) -> dict[str, Any]:
	"""Everything about a customer as plain JSON values; raises NotFound for an unknown one."""
	known = records.get(connection, "Customer", customer)
	lists = personal_data.read_lists(connection, customer)
	items, answers = lists.pop("items"), lists.pop("answers")
	for visit in lists["visits"]:
		visit["items"] = _belonging(items, "invoice", visit["invoice"])
	for response in lists["survey_answers"]:
		response["answers"] = _belonging(answers, "response", response["name"])
	return {
		"exported_on": now.isoformat(sep=" ", timespec="seconds"),
		"customer": customer,
		"person": {
			"name": known["customer_name"],
			"name_ar": known["customer_name_ar"],
			"language": language_of(known["preferred_language"]),
			"phone": known["mobile_no"],
			"email": known["email_id"],
			"disabled": bool(known["disabled"]),
		},
		"emergency_contact": {"name": known["emergency_contact"], "phone": known["emergency_contact_phone"]},
		"preferences": stored_preferences(known["service_preferences"]).values,
		"notes": known["customer_notes"],
		**lists,
	}


def erase(
	connection: sqlite3.Connection, customer: str, confirm: str, now: datetime
) -> tuple[str, dict[str, int]]:
	"""Forget a person and return the name that the record has from now on, and how much was erased.

	Raises InvalidInput unless `confirm` is the customer, NotFound for an unknown one.
	"""
	known = records.get(connection, "Customer", customer)
	if confirm != customer:
		raise InvalidInput(
			N_("Type {customer} to confirm that this person's data is to be erased for good."),
			customer=customer,
		).at("confirm")
	name = customer
	if _tells_of(customer, known):
		name = str(records.new_name(connection, "Customer", {}, now))
		records.rename(connection, "Customer", customer, name)
	code = name.removeprefix(records.series("Customer", now.year))
	counts = dict(
		personal_data.erase_records(connection, name, SUBJECT.format(customer=ERASED.format(code)), now)
	)
	personal_data.empty_customer(
		connection, name, ERASED.format(code), translator("ar")(ERASED).format(code), now
	)
	search_updates.queue(connection, {customer, name})
	return name, counts


def _belonging(rows: Iterable[Mapping[str, Any]], field: str, name: str) -> list[dict[str, Any]]:
	return [{key: value for key, value in row.items() if key != field} for row in rows if row[field] == name]


def _tells_of(name: str, known: Record) -> bool:
	"""Whether the record's name says who the person is: files bring customers that are named after themselves."""
	folded = fold(name)
	words = {
		word
		for text in (known["customer_name"], known["customer_name_ar"])
		for word in fold(text).split()
		if len(word) >= SHORTEST_WORD and not word.isdigit()
	}
	phone = national_digits(known["mobile_no"]) if known["mobile_no"] else ""
	return (
		any(word in folded for word in words)
		or bool(known["email_id"] and known["email_id"].lower() in name.lower())
		or bool(phone and phone in re.sub(r"\D", "", name))
	)
