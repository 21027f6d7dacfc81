"""Two Customers become one: what Frappe would delete with the record that goes is brought to the one that stays.

Where both say something, the one that stays is believed. What the other said differently is listed in the notes
under the other's name, so that nothing is lost; its Contacts and Addresses are linked to the one that stays.
"""

from __future__ import annotations

from typing import Any

import frappe
from frappe.desk.doctype.tag.tag import DocTags
from frappe.model.document import Document
from frappe.utils import getdate

from workshop_crm.core.customers.customer import ChannelValues
from workshop_crm.core.customers.merging import Line, fill_gaps, joined_channels, joined_notes
from workshop_crm.core.customers.preferences import Preferences, preference_lines, stored_preferences
from workshop_crm.core.vehicles.ownership import Ownership, joined_ownership
from workshop_crm.services.customers import contacts
from workshop_crm.services.identity import addresses, computed
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.words import _
from workshop_crm.services.vehicles.ownership import OWNERSHIP

CHANNELS = "Customer Communication Channel"
PORTAL_USERS = "Portal User"

# Single values of the person. Names of records and what decides about money (group, price list, credit, accounts)
# are ERPNext's, and stay those of the survivor.
PERSONAL = (
	"customer_name_ar",
	"preferred_language",
	"birth_date",
	"salutation",
	"gender",
	"tax_id",
	"website",
	"customer_details",
)
# Taken over where the survivor has none; the other's is still to be found: in the attachments, the ledger.
QUIET = (
	"image",
	"loyalty_program",
	"customer_primary_address",
	"primary_address",
	"lead_name",
	"recommended_by",
)


def prepare(old: str, new: str) -> None:
	"""Before Frappe merges, and before the desk queues a merge: nothing is moved yet that would have to go back."""
	computed.keep_apart()
	# Frappe reads the assignments of both as JSON, and leaves an empty text there once the last one is done.
	done = {"name": ("in", (old, new)), "_assign": ""}
	frappe.db.set_value("Customer", done, "_assign", None, update_modified=False)


def take_over(old: str, new: str) -> None:
	"""Bring everything of `old` to `new`, after Frappe has written `new` into all links and before it deletes `old`.

	Done twice, the second time changes nothing.
	"""
	if not frappe.db.exists("Customer", old):
		return
	other, kept = frappe.get_doc("Customer", old), frappe.get_doc("Customer", new)
	addresses.join_links(kept)
	_take_reach(other, kept)
	_take_values(other, kept)
	_take_vehicles(old, new)
	_take_channels(other, kept)
	_take_portal_users(other, kept)
	_take_tags(old, new)
	computed.merge(old, new)


def _take_values(other: Document, kept: Document) -> None:
	fields = [field for field in (*PERSONAL, *QUIET) if kept.meta.has_field(field)]
	values, differing = fill_gaps(_values(kept, fields), _values(other, fields))
	emergency, other_emergency = _emergency(kept, other)
	preferences, other_preferences = fill_gaps(_preferences(kept).values, _preferences(other).values)
	lines = [
		*(
			Line(_(kept.meta.get_label(field)), str(differing[field]))
			for field in PERSONAL
			if field in differing
		),
		*_emergency_lines(other_emergency),
		*_preference_lines(other_preferences),
	]
	values |= emergency
	values["service_preferences"] = Preferences(preferences).as_json()
	values["customer_notes"] = joined_notes(
		kept.customer_notes or "", other.customer_name, lines, other.customer_notes or ""
	)
	frappe.db.set_value("Customer", kept.name, values)


def _take_reach(other: Document, kept: Document) -> None:
	"""Phone and e-mail address where the survivor has none; they live in the primary Contact."""
	phone, email = kept.mobile_no or other.mobile_no, kept.email_id or other.email_id
	extension = kept.phone_extension if kept.mobile_no else other.phone_extension
	values: dict[str, Any] = {"mobile_no": phone, "phone_extension": extension, "email_id": email}
	if kept.customer_primary_contact:
		if (phone, email) != (kept.mobile_no, kept.email_id):
			contacts.set_primary(kept.customer_primary_contact, phone, extension, email)
	else:
		for field in ("customer_primary_contact", "first_name", "last_name"):
			values[field] = other.get(field)
	frappe.db.set_value("Customer", kept.name, values)
	addresses.keep_one_primary(other, kept)


def _take_vehicles(old: str, new: str) -> None:
	rows = [*_ownership(new), *_ownership(old)]
	for vehicle in sorted({row.vehicle for row in rows}):
		frappe.db.get_value("Vehicle", vehicle, "name", for_update=True)
	joined = joined_ownership(rows, new)
	for place, row in enumerate(joined, start=1):
		values = {"parent": new, "idx": place, "from_date": row.from_date}
		frappe.db.set_value(OWNERSHIP, row.row, values, update_modified=False)
	surplus = {row.row for row in rows} - {row.row for row in joined}
	if surplus:
		frappe.db.delete(OWNERSHIP, {"name": ("in", list(surplus))})


def _take_channels(other: Document, kept: Document) -> None:
	rows = [*kept.communication_channels, *other.communication_channels]
	names: dict[ChannelValues, str] = {}
	for row in rows:
		names.setdefault(_channel(row), row.name)
	stay = [names[row] for row in joined_channels(names)]
	for place, name in enumerate(stay, start=1):
		frappe.db.set_value(CHANNELS, name, {"parent": kept.name, "idx": place}, update_modified=False)
	if surplus := {row.name for row in rows} - set(stay):
		frappe.db.delete(CHANNELS, {"name": ("in", list(surplus))})


def _take_portal_users(other: Document, kept: Document) -> None:
	"""Who logged in as the other customer still sees the invoices."""
	known = {row.user for row in kept.portal_users}
	for row in other.portal_users:
		if row.user not in known:
			place = len(known) + 1
			values = {"parent": kept.name, "idx": place}
			frappe.db.set_value(PORTAL_USERS, row.name, values, update_modified=False)
			known.add(row.user)


def _take_tags(old: str, new: str) -> None:
	tags = DocTags("Customer")
	for tag in filter(None, tags.get_tags(old).split(",")):
		tags.add(new, tag)


def _ownership(customer: str) -> list[Ownership]:
	rows = frappe.get_all(
		OWNERSHIP,
		{"parent": customer, "parenttype": "Customer"},
		["name", "vehicle", "from_date", "to_date", "is_current"],
		order_by="idx",
	)
	return [
		Ownership(
			row.vehicle,
			customer,
			row.from_date and getdate(row.from_date),
			row.to_date and getdate(row.to_date),
			bool(row.is_current),
			row.name,
		)
		for row in rows
	]


def _channel(row: Document) -> ChannelValues:
	return ChannelValues(row.channel, row.consent_date and getdate(row.consent_date), row.source or "")


def _values(record: Document, fields: list[str]) -> dict[str, Any]:
	return {field: record.get(field) for field in fields}


def _preferences(record: Document) -> Preferences:
	return stored_preferences(record.service_preferences)


def _emergency(kept: Document, other: Document) -> tuple[dict[str, Any], dict[str, Any]]:
	"""A name and its phone belong together: either both of one record or both of the other."""
	ours, theirs = (
		_values(one, ["emergency_contact", "emergency_contact_phone", "emergency_contact_extension"])
		for one in (kept, other)
	)
	if not any(ours.values()):
		return theirs, {}
	return ours, theirs if any(theirs.values()) and theirs != ours else {}


def _emergency_lines(values: dict[str, Any]) -> list[Line]:
	text = " ".join(filter(None, values.values()))
	return [Line(_("Emergency Contact"), text)] if text else []


def _preference_lines(values: dict[str, Any]) -> list[Line]:
	lines = preference_lines(Preferences(values), _, settings.currency())
	return [Line(line["label"], line["text"]) for line in lines]
