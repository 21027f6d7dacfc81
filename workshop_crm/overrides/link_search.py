"""What link fields offer: a browser may not wave permissions aside for records that can belong to a customer."""

from typing import Any

import frappe
from frappe.desk import search
from frappe.permissions import get_role_permissions
from frappe.utils import cint

from workshop_crm.services.platform.customer_records import columns
from workshop_crm.services.search import links


@frappe.whitelist()
def search_link(
	doctype: str,
	txt: str,
	query: str | None = None,
	filters: str | dict | list | None = None,
	page_length: int = 10,
	searchfield: str | None = None,
	reference_doctype: str | None = None,
	ignore_user_permissions: bool = False,
) -> list[dict[str, Any]]:
	"""Frappe's own `search_link`, which ignores permissions only where `_may_ignore` says so."""
	return search.search_link(
		doctype,
		txt,
		_replaced(query),
		filters,
		page_length,
		searchfield,
		reference_doctype,
		_may_ignore(doctype, reference_doctype, ignore_user_permissions),
	)


@frappe.whitelist()
def search_widget(
	doctype: str,
	txt: str,
	query: str | None = None,
	searchfield: str | None = None,
	start: int = 0,
	page_length: int = 10,
	filters: str | dict | list | None = None,
	filter_fields: Any = None,
	as_dict: bool = False,
	reference_doctype: str | None = None,
	ignore_user_permissions: bool = False,
) -> Any:
	"""Frappe's own `search_widget`, which ignores permissions only where `_may_ignore` says so."""
	return search.search_widget(
		doctype,
		txt,
		_replaced(query),
		searchfield,
		start,
		page_length,
		filters,
		filter_fields,
		as_dict,
		reference_doctype,
		_may_ignore(doctype, reference_doctype, ignore_user_permissions),
	)


def _replaced(query: str | None) -> str | None:
	"""A query names any whitelisted method: one that is replaced stays replaced."""
	return query and frappe.override_whitelisted_method(query)


def _may_ignore(doctype: str, reference_doctype: str | None, asked: bool) -> bool:
	"""User permissions can be waved aside for set-up; customers' records and what is the owner's alone stay closed."""
	if not cint(asked):
		return False
	if doctype == columns.CUSTOMER:
		return links.may_ignore(reference_doctype, asked)
	meta = frappe.get_meta(doctype)
	return not columns.may_be_of_customers(meta) and not get_role_permissions(meta).get("if_owner")
