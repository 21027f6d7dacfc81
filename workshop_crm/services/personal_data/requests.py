"""Frappe's own Personal Data Download and Deletion Requests, which people make by e-mail address.

Frappe's `user_data_fields` finds records by a column with the address and replaces single fields. A customer is more
than that: cars, answers and messages by WhatsApp know no e-mail address. Both requests therefore come here too.
"""

from __future__ import annotations

import json
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from workshop_crm.services.personal_data.erase import erase
from workshop_crm.services.personal_data.export import document
from workshop_crm.services.personal_data.person import find

COMPANY = "Company"


def erase_for(request: Document) -> None:
	"""Erase the customers whose address a deletion request names, before Frappe redacts the address itself.

	A company is not a person: it stays, and a comment on the request says so.
	"""
	people, companies = customers_of(request.email)
	for customer in people:
		erase(customer)
	if companies:
		request.add_comment(
			"Comment",
			_("These customers are companies and were not erased: {0}").format(
				", ".join(map(frappe.bold, companies))
			),
		)


def with_exports(personal_data: str, email: str) -> str:
	"""The JSON that Frappe hands out, with the document about each customer under "Workshop CRM"."""
	data: dict[str, Any] = json.loads(personal_data)
	people, _companies = customers_of(email)
	if people:
		data["Workshop CRM"] = [document(customer) for customer in people]
	return json.dumps(data, indent=2, default=str)


def customers_of(email: str) -> tuple[list[str], list[str]]:
	"""The customers with this e-mail address: people, and companies."""
	found = [
		*frappe.get_all("Customer", {"email_id": email}, pluck="name"),
		*_by_contact(email),
		*_by_login(email),
	]
	people: list[str] = []
	companies: list[str] = []
	for customer in dict.fromkeys(found):
		kind = frappe.db.get_value("Customer", customer, "customer_type")
		(companies if kind == COMPANY else people).append(customer)
	return people, companies


def _by_contact(email: str) -> list[str]:
	"""Through a Contact that belongs to the customer alone: others' contacts say nothing about who they are."""
	contacts = frappe.get_all("Contact Email", {"email_id": email, "parenttype": "Contact"}, pluck="parent")
	if not contacts:
		return []
	links = {"parenttype": "Contact", "parent": ("in", contacts), "link_doctype": "Customer"}
	linked = frappe.get_all("Dynamic Link", links, pluck="link_name", distinct=True, order_by=None)
	return [customer for customer in linked if email in find(customer).emails]


def _by_login(email: str) -> list[str]:
	logins = {"user": email, "parenttype": "Customer"}
	return frappe.get_all("Portal User", logins, pluck="parent", distinct=True, order_by=None)
