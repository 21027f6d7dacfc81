"""Whose number a message came from, and what it answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import frappe

from workshop_crm.core.messaging.reports import Inbound

MESSAGE = "Customer Message"
FIELDS = ["name", "customer", "company", "recipient", "reference_doctype", "reference_name"]


def last_message_to(inbound: Inbound, since: datetime) -> frappe._dict | None:
	"""The message that is quoted or whose button was pressed, else the last one that went to the number by this channel."""
	if inbound.answers_provider_id:
		quoted = {"provider_id": inbound.answers_provider_id, "direction": "Outgoing"}
		if found := frappe.db.get_value(MESSAGE, quoted, FIELDS, as_dict=True):
			return found
	latest = {
		"recipient": inbound.address,
		"channel": inbound.channel,
		"direction": "Outgoing",
		"sent_on": (">", since),
	}
	if not inbound.address:
		return None
	return frappe.db.get_value(MESSAGE, latest, FIELDS, as_dict=True, order_by="sent_on desc")


def with_address(inbound: Inbound, about: frappe._dict | None) -> Inbound:
	"""The message with its sender's number where the provider hides it: whoever quotes a message of ours has it from us."""
	return inbound if inbound.address or not about else replace(inbound, address=about.recipient or "")


def customer_of(phone: str) -> str | None:
	"""The customer with this number; of several, the one who came last into the records."""
	if not phone:
		return None
	own = {"mobile_no": phone, "disabled": 0}
	if found := frappe.db.get_value("Customer", own, "name", order_by="modified desc"):
		return found
	contacts = frappe.get_all("Contact Phone", {"phone": phone, "parenttype": "Contact"}, pluck="parent")
	linked = {"parenttype": "Contact", "parent": ("in", contacts or [""]), "link_doctype": "Customer"}
	return frappe.db.get_value("Dynamic Link", linked, "link_name")
