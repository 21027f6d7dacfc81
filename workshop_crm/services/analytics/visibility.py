"""Which rows of the columns a user may see: what Frappe's conditions on the records would leave of them.

Where nothing but the customer and the company decides, the columns answer by themselves; else the database is asked for
the records, once in a minute.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import numpy as np

import frappe
from frappe.core.doctype.user_permission.user_permission import get_user_permissions
from frappe.model.meta import Meta
from frappe.permissions import get_role_permissions

from workshop_crm.core.analytics.arrays import Flags
from workshop_crm.core.analytics.columns import Columns, Table
from workshop_crm.core.analytics.names import UNKNOWN
from workshop_crm.core.analytics.stored import Visible
from workshop_crm.services.analytics import rows
from workshop_crm.services.analytics.records import ANALYTICS
from workshop_crm.services.loyalty.tier_history import CHANGE
from workshop_crm.services.platform.invoices import POS_INVOICE
from workshop_crm.services.platform.permissions import CUSTOMER, conditions, has_foreign_conditions
from workshop_crm.services.platform.survey_links import INVITATION

CACHE_SECONDS = 60
COMPANY = "Company"


def visible(columns: Columns) -> Visible:
	"""What the session's user may see of the columns."""
	customers = _customers(columns)
	return Visible(
		customers=customers,
		visits=_visits(columns, customers),
		asked=_records(columns, INVITATION, columns.asked, customers),
		moves=_records(columns, CHANGE, columns.moves, customers),
		values=_valued(columns, customers),
	)


def _customers(columns: Columns) -> Flags:
	return _cached(columns, CUSTOMER, lambda condition: _named(columns, CUSTOMER, "name", condition))


def _valued(columns: Columns, customers: Flags) -> Flags:
	if _follows(ANALYTICS, {CUSTOMER: "customer"}):
		return customers
	return _cached(columns, ANALYTICS, lambda condition: _named(columns, ANALYTICS, "customer", condition))


def _visits(columns: Columns, customers: Flags) -> Flags:
	is_pos = columns.visits["point_of_sale"] != 0
	sales = _records(columns, "Sales Invoice", columns.visits, customers)
	if not is_pos.any():
		return sales
	found: Flags = np.where(is_pos, _records(columns, POS_INVOICE, columns.visits, customers), sales)
	return found


def _records(columns: Columns, doctype: str, table: Table, customers: Flags) -> Flags:
	"""The rows of a table whose records of this DocType the user may see."""
	if not _follows(doctype, {CUSTOMER: "customer", COMPANY: "company"}):
		return _cached(columns, doctype, lambda condition: _keyed(doctype, table, condition))
	mask: Flags = customers[table["customer"]]
	companies = get_user_permissions(frappe.session.user).get(COMPANY)
	if companies:
		allowed = {row.get("doc") for row in companies}
		# The place behind the last one is that of rows without a company.
		known = [name in allowed for name in columns.labels["company"]]
		mask = mask & np.array([*known, not _is_strict()])[table["company"]]
	return mask


def _follows(doctype: str, links: dict[str, str]) -> bool:
	"""Whether a record may be seen when the records may that these fields link to, whatever else is true of it."""
	user = frappe.session.user
	meta = frappe.get_meta(doctype)
	rights = get_role_permissions(meta, user=user)
	if not rights.get("read") or "read" in rights.if_owner or has_foreign_conditions(doctype):
		return False
	if frappe.share.get_shared(doctype, user) or frappe.share.get_shared(CUSTOMER, user):
		return False
	permissions = get_user_permissions(user)
	if doctype in permissions:
		return False
	if _fields_to(meta, CUSTOMER) != [links[CUSTOMER]]:
		return False
	for linked, allowed in permissions.items():
		fields = _fields_to(meta, linked)
		if not fields:
			continue
		if fields != [links.get(linked)] or any(row.get("applicable_for") for row in allowed):
			return False
	return True


def _fields_to(meta: Meta, doctype: str) -> list[str]:
	return [
		field.fieldname
		for field in meta.get_link_fields()
		if field.options == doctype and not field.ignore_user_permissions
	]


def _is_strict() -> bool:
	return bool(frappe.get_system_settings("apply_strict_user_permissions"))


def _named(columns: Columns, doctype: str, field: str, condition: str) -> Flags:
	"""The customers that the visible records of a DocType name."""
	found = frappe.db.sql(f"SELECT `tab{doctype}`.`{field}` FROM `tab{doctype}` WHERE {condition or 'TRUE'}")
	codes = columns.customers.codes([name for (name,) in found if name])
	mask = np.zeros(len(columns.customers), np.bool_)
	mask[codes[codes != UNKNOWN]] = True
	return mask


def _keyed(doctype: str, table: Table, condition: str) -> Flags:
	found = frappe.db.sql(f"SELECT {rows.key(doctype)} FROM `tab{doctype}` WHERE {condition or 'TRUE'}")
	mask: Flags = np.isin(table["key"], np.array([key for (key,) in found], np.int64))
	return mask


def _cached(columns: Columns, doctype: str, ask: Callable[[str], Flags]) -> Flags:
	"""`ask` with the condition under which the user may read the DocType's records; kept for a moment."""
	if not frappe.has_permission(doctype, "read"):
		return ask("FALSE")
	condition = conditions(doctype)
	digest = sha256(f"{frappe.session.user} {condition}".encode()).hexdigest()[:16]
	key = f"workshop_crm:visible:{columns.marks['token']}:{doctype}:{digest}"
	packed = frappe.cache.get_value(key)
	if packed is None:
		mask = ask(condition)
		frappe.cache.set_value(key, (len(mask), np.packbits(mask).tobytes()), expires_in_sec=CACHE_SECONDS)
		return mask
	count, bits = packed
	return np.unpackbits(np.frombuffer(bits, np.uint8), count=count).astype(np.bool_)
