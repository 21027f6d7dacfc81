"""Frappe's own Personal Data Download and Deletion Requests, which people make by e-mail address.

Frappe's `user_data_fields` finds records by a column with the address and replaces single fields. A customer is more
than that: cars, answers and messages by WhatsApp know no e-mail address. Both requests therefore come here too.

An address is only as good as who stands behind it. A customer is handed out or erased for an address when that address is
the customer's own or the customer's only log-in, the customer is a person, and no other customer has the address.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe.core.api.file import get_max_file_size
from frappe.model.document import Document
from frappe.utils import get_url, now

from workshop_crm.core.common.errors import N_, NotAllowed
from workshop_crm.core.privacy.own_copy import own_copy, without_photos
from workshop_crm.services.platform.words import _
from workshop_crm.services.privacy.erase import erase
from workshop_crm.services.privacy.export import document

INDIVIDUAL = "Individual"
# Frappe hands these out column by column, whoever else has the address; the document about the customer has them.
TOLD_BY_THE_DOCUMENT = ("Customer", "Customer Message")
NAME_BYTES = 24


def require_own(user: str | None) -> None:
	"""Raise NotAllowed unless the session's user asks for their own data, or is a System Manager."""
	asking = frappe.session.user
	if asking == "Guest":
		raise NotAllowed(N_("Log in to ask for your data."))
	if (user or "").lower() != asking.lower() and "System Manager" not in frappe.get_roles(asking):
		raise NotAllowed(N_("You can ask for your own data only."))


def hand_out(request: Document, personal_data: str) -> None:
	"""Keep the data where only its subject and System Managers can read it, and write to the subject where it is."""
	held = _keep(request, with_exports(personal_data, request.user))
	args = {
		"user": request.user,
		"user_name": request.user_name,
		"link": get_url(held.file_url),
		"host_name": frappe.local.site,
	}
	subject = _("Download Your Data")
	frappe.sendmail(
		recipients=request.user,
		subject=subject,
		template="download_data",
		args=args,
		header=[subject, "green"],
	)


def erase_for(request: Document) -> None:
	"""Erase the customer whose address an approved deletion request names, before Frappe redacts the address itself.

	Customers who are not this person alone stay, and a comment on the request says so.
	"""
	own, others = customers_of(request.email)
	for customer in own:
		erase(customer)
	if others:
		request.add_comment(
			"Comment",
			_("Not erased, because they are companies or others use their address or log-in too: {0}").format(
				", ".join(map(frappe.bold, others))
			),
		)


def with_exports(personal_data: str, email: str) -> str:
	"""The JSON that Frappe hands out, with the person's copy about the customer under "Workshop CRM"."""
	data: dict[str, Any] = json.loads(personal_data)
	for doctype in TOLD_BY_THE_DOCUMENT:
		data.pop(doctype, None)
	# Frappe keeps files with the same content as one: each request has a file of its own.
	data["exported_on"] = now()
	own, _others = customers_of(email)
	copies = [own_copy(document(customer)) for customer in own]
	whole = _written(data, copies)
	if len(whole.encode()) <= get_max_file_size():
		return whole
	return _written(data, [without_photos(copy) for copy in copies])


def _written(data: Mapping[str, Any], copies: Sequence[Mapping[str, Any]]) -> str:
	return json.dumps({**data, **({"Workshop CRM": copies} if copies else {})}, indent=2, default=str)


def customers_of(email: str) -> tuple[list[str], list[str]]:
	"""The customer who is this person alone, if any, and the other customers with the address."""
	found = list(dict.fromkeys((*_by_address(email), *_by_login(email))))
	own = [customer for customer in found if _is_alone(customer, email)]
	if len(own) > 1:
		return [], found
	return own, [customer for customer in found if customer not in own]


def _keep(request: Document, content: str) -> Document:
	held = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"personal-data-{secrets.token_urlsafe(NAME_BYTES)}.json",
			"attached_to_doctype": request.doctype,
			"attached_to_name": request.name,
			"content": content,
			"is_private": 1,
		}
	).insert(ignore_permissions=True)
	held.db_set("owner", request.user, update_modified=False)
	return held


def _by_address(email: str) -> list[str]:
	"""By the customer's own address, or another one of the primary Contact.

	Only staff choose a customer's primary Contact. Other Contacts prove nothing: everybody with a log-in may make one
	with their address and link it to any customer.
	"""
	contacts = frappe.get_all("Contact Email", {"email_id": email, "parenttype": "Contact"}, pluck="parent")
	primary = {"customer_primary_contact": ("in", contacts)} if contacts else {}
	return frappe.get_all("Customer", or_filters={"email_id": email, **primary}, pluck="name")


def _by_login(email: str) -> list[str]:
	logins = {"user": email, "parenttype": "Customer"}
	return frappe.get_all("Portal User", logins, pluck="parent", distinct=True, order_by=None)


def _is_alone(customer: str, email: str) -> bool:
	"""A person, whose Contact is no other customer's, and who has no log-in but this one."""
	kind, contact = frappe.db.get_value("Customer", customer, ["customer_type", "customer_primary_contact"])
	logins = {"parent": customer, "parenttype": "Customer", "user": ("!=", email)}
	others = {
		"parent": contact,
		"parenttype": "Contact",
		"link_doctype": "Customer",
		"link_name": ("!=", customer),
	}
	shared = frappe.db.exists("Portal User", logins) or (contact and frappe.db.exists("Dynamic Link", others))
	return kind == INDIVIDUAL and not shared
