"""Who a customer is: the records that are theirs alone, the names they had, the words that name them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

import frappe
from frappe.model.document import Document

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.names.phones import national_digits, parse_phone
from workshop_crm.services.platform import settings
from workshop_crm.services.privacy.words import Words

PARTIES = ("Contact", "Address")
PERSONS = ("Customer", *PARTIES)
_BOLD = re.compile(r"<strong>(.*?)</strong>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Person:
	"""`contacts` and `addresses` belong to this customer alone, `shared` are (DocType, name) of those that do not.

	`leads` became this customer; there is one at most.

	`former` are names that this record had, and names of records that were merged into it. `names`, `phones` (E.164)
	and `emails` are everything the person is called by.
	"""

	customer: str
	former: tuple[str, ...]
	contacts: tuple[str, ...]
	addresses: tuple[str, ...]
	shared: tuple[tuple[str, str], ...]
	leads: tuple[str, ...]
	names: tuple[str, ...]
	phones: tuple[str, ...]
	emails: tuple[str, ...]

	def words(self, *more: str) -> Words:
		"""What names the person in a text; `more` are names of records that do so too."""
		records = (*self.former, *self.contacts, *self.addresses)
		return Words((*self.names, *self.emails, *records, *more), self.phones, settings.region())

	def marks(self) -> tuple[str, ...]:
		"""Parts of a text that are nobody else's: e-mail addresses and phone numbers without their country code."""
		region = settings.region()
		return tuple(filter(None, (*self.emails, *(national_digits(phone, region) for phone in self.phones))))


def find(customer: str) -> Person:
	"""The person behind a customer who exists."""
	record = frappe.get_doc("Customer", customer)
	own = _own_links(record)
	parties = {doctype: list(_parties(record, own, doctype)) for doctype in PARTIES}
	alone = {
		doctype: [name for name in parties[doctype] if _links(doctype, name) <= own] for doctype in PARTIES
	}
	contacts = [frappe.get_doc("Contact", name) for name in alone["Contact"]]
	leads = [frappe.get_doc("Lead", name) for doctype, name in own if doctype == "Lead"]
	former = _distinct(_former_names(customer))
	records = [record, *_merged_records(former)]
	return Person(
		customer=customer,
		former=former,
		contacts=tuple(alone["Contact"]),
		addresses=tuple(alone["Address"]),
		shared=tuple(
			(doctype, name) for doctype in PARTIES for name in parties[doctype] if name not in alone[doctype]
		),
		leads=tuple(lead.name for lead in leads),
		names=_distinct((*_names(records), *map(_full_name, (*contacts, *leads)))),
		phones=_distinct(map(_dialled, _phones(records, contacts))),
		emails=_distinct(_emails(records, contacts)),
	)


def _own_links(record: Document) -> set[tuple[str, str]]:
	origins = (("Lead", "lead_name"), ("Opportunity", "opportunity_name"), ("Prospect", "prospect_name"))
	own = {(doctype, record.get(field)) for doctype, field in origins if record.get(field)}
	return {("Customer", record.name), *(one for one in own if frappe.db.exists(*one))}


def _parties(record: Document, own: set[tuple[str, str]], doctype: str) -> Iterator[str]:
	linked = [
		name
		for about, about_name in sorted(own)
		for name in frappe.get_all(
			"Dynamic Link",
			{"parenttype": doctype, "link_doctype": about, "link_name": about_name},
			pluck="parent",
			order_by="creation",
		)
	]
	primary = record.get(f"customer_primary_{doctype.lower()}")
	if primary and frappe.db.exists(doctype, primary):
		linked.append(primary)
	yield from dict.fromkeys(linked)


def _links(doctype: str, name: str) -> set[tuple[str, str]]:
	links = {"parenttype": doctype, "parent": name}
	return set(frappe.get_all("Dynamic Link", links, ["link_doctype", "link_name"], as_list=True))


def _former_names(customer: str) -> Iterator[str]:
	"""Frappe writes a comment at every rename and merge, with the two names in bold."""
	edits = {"reference_doctype": "Customer", "reference_name": customer, "comment_type": "Edit"}
	for content in frappe.get_all("Comment", edits, pluck="content"):
		found = [unescape(name) for name in _BOLD.findall(content or "")]
		if len(found) == 2:
			yield from (name for name in found if name and not frappe.db.exists("Customer", name))


def _merged_records(former: Sequence[str]) -> Iterator[Document]:
	"""Customers who were merged into this one, as Frappe's bin still has them."""
	if not former:
		return
	deleted = {"deleted_doctype": "Customer", "deleted_name": ("in", former)}
	for data in frappe.get_all("Deleted Document", deleted, pluck="data"):
		yield frappe.get_doc(json.loads(data))


def _names(records: Iterable[Document]) -> Iterator[str]:
	for record in records:
		yield from (record.customer_name, record.customer_name_ar)


def _full_name(contact: Document) -> str:
	return " ".join(filter(None, (contact.first_name, contact.middle_name, contact.last_name)))


def _phones(records: Iterable[Document], contacts: Iterable[Document]) -> Iterator[str]:
	yield from (record.mobile_no for record in records)
	for contact in contacts:
		yield from (contact.phone, contact.mobile_no, *(row.phone for row in contact.phone_nos))


def _emails(records: Iterable[Document], contacts: Iterable[Document]) -> Iterator[str]:
	yield from (record.email_id for record in records)
	for contact in contacts:
		yield from (contact.email_id, *(row.email_id for row in contact.email_ids))


def _dialled(phone: str | None) -> str | None:
	try:
		return parse_phone(phone or "", settings.region())
	except InvalidInput:
		return None


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
	return tuple(dict.fromkeys(value.strip() for value in values if value and value.strip()))
