"""The Customer record: saved from the profile screen, kept in shape when saved from anywhere else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.permissions import get_allowed_docs_for_doctype, get_user_permissions
from frappe.utils import getdate

from workshop_crm.core.common.errors import N_, NotAllowed
from workshop_crm.core.common.languages import language_of, name_in
from workshop_crm.core.customers import recommending
from workshop_crm.core.customers.changes import (
	EMAIL,
	KEYS,
	changed_keys,
	channels_without_address,
	check_change,
	fields_of,
	values_of,
)
from workshop_crm.core.customers.customer import (
	EMERGENCY_PHONE,
	PHONE,
	CustomerValues,
	check_customer,
)
from workshop_crm.core.messaging.channels import Consent, Recipient, warnings
from workshop_crm.core.names.phones import split_extension, with_extension
from workshop_crm.services.customers import contacts
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.child_rows import read_days
from workshop_crm.services.platform.permissions import require_customer, require_staff, roles_decide
from workshop_crm.services.platform.words import _

# ERPNext asks for the name itself; the other values are judged without it.
NAMELESS = "-"
RECIPIENT_FIELDS = [
	"name",
	"customer_name",
	"customer_name_ar",
	"preferred_language",
	"mobile_no",
	"email_id",
	"customer_primary_contact",
]
EMERGENCY_FIELDS = ("emergency_contact", "emergency_contact_phone", "emergency_contact_extension")


def save_customer(values: Mapping[str, Any], customer: str | None = None) -> str:
	"""Insert or change a customer; a field that is not among `values` stays as it is. Returns the name."""
	require_staff()
	if not customer:
		record = blank()
		record.update(fields_of(check_customer(values, settings.region(), getdate()), KEYS))
		return record.insert().name
	require_customer(customer, "write")
	record = frappe.get_doc("Customer", customer)
	stored = values_of(record.as_dict(), map(_channel, record.communication_channels))
	checked = check_change(stored, values, settings.region(), getdate())
	change(record, fields_of(checked, changed_keys(values)))
	return record.name


def check_right(record: Document) -> None:
	"""Before a save: the right to change the customer is that on the record as it is, not as the save would make it.

	Otherwise another territory, sent with the change itself, would open a customer of somebody else's.
	"""
	before = record.get_doc_before_save()
	if not before or record.flags.ignore_permissions or roles_decide("Customer", "write"):
		return
	if not frappe.has_permission("Customer", "write", doc=before):
		raise NotAllowed(N_("You may not change {record}."), record=record.name)


def check_recommender(record: Document) -> None:
	"""Before a save: nobody recommends themselves, directly or through others."""
	if record.recommended_by and record.name and record.has_value_changed("recommended_by"):
		recommending.check_recommender(record.name, record.recommended_by, recommender_of)


def recommender_of(customer: str) -> str | None:
	return frappe.db.get_value("Customer", customer, "recommended_by")


def recipient_of(record: Document) -> Recipient:
	"""Whom a message goes to."""
	return Recipient(
		name=_greeting(record),
		language=language_of(record.preferred_language),
		phone=contacts.normalised(record.mobile_no, strict=False) or None,
		email=record.email_id or None,
		consents=tuple(
			Consent(row.channel, row.consent_date and getdate(row.consent_date), row.source or "")
			for row in record.communication_channels
		),
		other_phones=contacts.other_phones(record.customer_primary_contact, record.mobile_no),
	)


def recipients_of(customers: Collection[str]) -> dict[str, Recipient]:
	"""Whom messages to many go to, by customer, in two questions; the numbers beside a fixed line are asked for one by one."""
	if not customers:
		return {}
	named = {"name": ("in", list(customers))}
	records = frappe.get_all("Customer", named, RECIPIENT_FIELDS, order_by=None, limit=0)
	rows = {"parent": ("in", list(customers)), "parenttype": "Customer"}
	fields = ["parent", "channel", "consent_date", "source"]
	channels: dict[str, list[Any]] = {}
	for row in frappe.get_all("Customer Communication Channel", rows, fields, order_by="idx", limit=0):
		channels.setdefault(row.parent, []).append(row)
	for record in records:
		record.communication_channels = channels.get(record.name, [])
	return {record.name: recipient_of(record) for record in records}


def warnings_of(customer: str) -> list[str]:
	"""What a user should know of the channels that the customer agreed to."""
	return [_(text) for text in warnings(recipient_of(frappe.get_doc("Customer", customer)))]


def normalise(record: Document) -> None:
	"""Bring what this save changes to its shape; what was wrong before and is not touched does not lock the form.

	A phone that is no number is kept as typed, unless the settings refuse it. The contact made from a new number then has
	it in E.164 too. Raises InvalidInput.
	"""
	read_days(record.communication_channels, "consent_date")
	changed = _Changes(record)
	contacts.normalise_phone(record, "mobile_no", "phone_extension", strict=changed.has_own_new_number())
	given: dict[str, Any] = {"channels": changed.channels()}
	if "mobile_no" in changed or any(row["channel"] != EMAIL for row in given["channels"]):
		given["phone"] = record.mobile_no
	if any(row["channel"] == EMAIL for row in given["channels"]):
		given["email"] = record.email_id
	if any(fieldname in changed for fieldname in EMERGENCY_FIELDS):
		given["emergency_contact"] = _emergency_contact(record)
	for fieldname in ("service_preferences", "customer_notes"):
		if fieldname in changed:
			given[fieldname] = record.get(fieldname)
	checked = check_customer({"name": NAMELESS, **given}, settings.region(), getdate(), changed.kept_phones())
	_fill(record, checked, given.keys() - {"channels", "phone", "email"})


class _Changes:
	"""What a save of the Customer changes; everything when it is new."""

	def __init__(self, record: Document) -> None:
		self._now = record
		self._before = record.get_doc_before_save() or frappe._dict(communication_channels=[])

	def __contains__(self, fieldname: str) -> bool:
		return (self._now.get(fieldname) or None) != (self._before.get(fieldname) or None)

	def has_own_new_number(self) -> bool:
		"""Whether a number is typed here that the settings refuse when it is none; not one of another record."""
		return (
			settings.refuses_bad_phones()
			and "mobile_no" in self
			and self._now.mobile_no not in contacts.numbers_behind(self._now)
		)

	def kept_phones(self) -> set[str]:
		"""The phones that are not to be judged: `mobile_no` is already."""
		is_strict = settings.refuses_bad_phones() and "emergency_contact_phone" in self
		return {PHONE} if is_strict else {PHONE, EMERGENCY_PHONE}

	def channels(self) -> list[dict[str, Any]]:
		"""Channels that are new or changed, the others of the same kind, and those whose address is gone."""
		known = [_channel(row) for row in self._before.communication_channels]
		rows = [_channel(row) for row in self._now.communication_channels]
		changed = [row for row in rows if row not in known]
		touched = {row["channel"] for row in (*changed, *channels_without_address(rows, self._addresses()))}
		return [row for row in rows if row["channel"] in touched]

	def _addresses(self) -> dict[str, str | None]:
		fieldnames = {"phone": "mobile_no", "email": "email_id"}
		return {key: self._now.get(name) for key, name in fieldnames.items() if name in self}


def blank() -> Document:
	"""A customer to be filled and inserted, with the group and territory that the user's own form would have."""
	record = frappe.new_doc("Customer")
	record.customer_type = "Individual"
	record.customer_group = _default(record, "customer_group")
	record.territory = _default(record, "territory")
	return record


def change(record: Document, values: Mapping[str, Any]) -> None:
	"""Save new values of fields; the primary contact follows a new phone or e-mail address."""
	before = (record.mobile_no, record.phone_extension, record.email_id)
	record.update(values)
	now = (record.mobile_no, record.phone_extension, record.email_id)
	if record.customer_primary_contact and now != before:
		contacts.set_primary(record.customer_primary_contact, *now)
	record.save()


def _fill(record: Document, values: CustomerValues, given: Collection[str]) -> None:
	for fieldname, value in fields_of(values, given).items():
		record.set(fieldname, value)


def _emergency_contact(record: Document) -> dict[str, Any] | None:
	"""An extension that is typed behind the number counts before the one that is stored."""
	phone = record.emergency_contact_phone or ""
	if not split_extension(phone)[1]:
		phone = with_extension(phone, record.emergency_contact_extension)
	contact = {"name": record.emergency_contact, "phone": phone}
	return contact if any(contact.values()) else None


def _channel(row: Document) -> dict[str, Any]:
	return {
		"channel": row.channel,
		"consent_date": row.consent_date and getdate(row.consent_date),
		"source": row.source or "",
	}


def _default(record: Document, fieldname: str) -> str | None:
	"""The user's own default or only value, which Frappe gives a new record, else the selling settings', else the first.

	A user who is restricted to some gets one of those.
	"""
	doctype = record.meta.get_field(fieldname).options
	permissions = get_user_permissions(frappe.session.user).get(doctype, [])
	allowed = get_allowed_docs_for_doctype(permissions, record.doctype)
	for chosen in (record.get(fieldname), frappe.db.get_single_value("Selling Settings", fieldname)):
		if chosen and (not allowed or chosen in allowed):
			return chosen
	filters = {"name": ("in", allowed)} if allowed else {}
	return frappe.db.get_value(doctype, filters, "name", order_by="is_group asc, lft asc")


def _greeting(record: Document) -> str:
	return name_in(language_of(record.preferred_language), record.customer_name, record.customer_name_ar)
