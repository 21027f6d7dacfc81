"""Calls, visits and notes that staff write down about a customer: the only writer of Customer Interaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from workshop_crm.core.messaging.interactions import check_deletion, check_interaction
from workshop_crm.services.platform.permissions import (
	can_manage,
	require_customer,
	require_record,
	require_staff,
)

INTERACTION = "Customer Interaction"
FIELDS = ("kind", "direction", "happened_on", "text")


def add(customer: str, values: Mapping[str, Any]) -> str:
	"""Write down what happened with a customer whom the user may read. Returns the entry."""
	require_customer(customer)
	# Before the record is made, whose defaults would fill in what is missing.
	checked = check_interaction(values, now_datetime())
	record = frappe.get_doc({"doctype": INTERACTION, "customer": customer, **asdict(checked)})
	return record.insert().name


def delete(entry: str) -> None:
	"""Take away an entry of one's own; a manager takes away anybody's."""
	require_staff()
	require_record(INTERACTION, entry)
	record = frappe.get_doc(INTERACTION, entry)
	check_deletion(record.owner == frappe.session.user, can_manage())
	record.delete()


def check(record: Document) -> None:
	"""Bring an entry to its shape, from wherever it is saved. Raises InvalidInput."""
	if not record.is_new():
		return
	checked = check_interaction({name: record.get(name) for name in FIELDS}, now_datetime())
	record.update({name: getattr(checked, name) for name in FIELDS})
