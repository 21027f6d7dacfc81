"""SQL for lists: the records of those customers whom a user may read."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe.model.meta import Meta

from workshop_crm.services.platform.customer_records import columns
from workshop_crm.services.platform.customer_records.columns import CUSTOMER
from workshop_crm.services.platform.permissions import conditions

NOBODY = "false"


def query_conditions(user: str | None = None, doctype: str = "") -> str:
	"""Asked by Frappe for lists of any DocType; empty when all of its records may be listed."""
	user = user or frappe.session.user
	if user == "Administrator" or not doctype:
		return ""
	meta = frappe.get_meta(doctype)
	if not columns.follows(meta):
		return ""
	found = " and ".join(f"({condition})" for condition in _conditions(meta, user))
	return _or_shared(found, meta, user) if found else ""


def _or_shared(condition: str, meta: Meta, user: str) -> str:
	"""With what a colleague shared with the user: Frappe asks for that only where its own permissions leave rows out."""
	shared = [] if meta.istable else frappe.share.get_shared(meta.name, user)
	if not shared:
		return condition
	names = ", ".join(frappe.db.escape(name, percent=False) for name in shared)
	return f"(({condition}) or `tab{meta.name}`.name in ({names}))"


def _conditions(meta: Meta, user: str) -> Iterator[str]:
	if meta.istable:
		yield from _of_parents(meta.name, user)
	if not columns.name_customers(meta):
		return
	readable = _readable(CUSTOMER, user, otherwise=NOBODY if columns.is_own(meta) else "")
	if readable:
		yield from _of_customers(meta, f"select name from `tab{CUSTOMER}` where {readable}")


def _readable(doctype: str, user: str, otherwise: str) -> str:
	"""Which records of `doctype` the user may read; empty for all, `otherwise` without any right to read them."""
	return conditions(doctype, user) if frappe.has_permission(doctype, "read", user=user) else otherwise


def _of_customers(meta: Meta, customers: str) -> Iterator[str]:
	table = f"`tab{meta.name}`"
	for column in columns.links(meta):
		named = f"{table}.`{column}` in ({customers})"
		yield (
			named if columns.is_required(meta, column) else f"ifnull({table}.`{column}`, '') = '' or {named}"
		)
	for reference in columns.references(meta):
		doctype, name = (f"{table}.`{column}`" for column in reference)
		yield f"ifnull({doctype}, '') <> '{CUSTOMER}' or {name} in ({customers})"
	if meta.name in columns.LINKED:
		yield _of_links(meta.name, customers)


def _of_links(doctype: str, customers: str) -> str:
	"""Records that are linked to one of `customers`, or to no customer at all."""
	link = f"""select parent from `tabDynamic Link` where parenttype = '{doctype}' and link_doctype = '{CUSTOMER}'"""
	name = f"`tab{doctype}`.name"
	return f"{name} not in ({link}) or {name} in ({link} and link_name in ({customers}))"


def _of_parents(child: str, user: str) -> Iterator[str]:
	for parent in columns.parents_of(child):
		readable = _readable(parent, user, otherwise=NOBODY)
		if readable:
			rows = f"`tab{child}`.parent in (select name from `tab{parent}` where {readable})"
			yield f"`tab{child}`.parenttype <> '{parent}' or {rows}"
