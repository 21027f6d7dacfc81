"""What a link field to Customer offers: the customers that the search finds, within the field's own filters.

Every user of ERPNext meets it, so it is never worse than Frappe's own: that one answers when nothing is typed, when another
field is searched, when the search finds nobody (customer groups, territories, addresses), and when the index is away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import frappe
from erpnext.controllers.queries import has_ignored_field
from frappe.desk.search import get_std_fields_list, relevance_sorter, sanitize_searchfield
from frappe.model.db_query import get_order_by
from frappe.permissions import has_permission
from frappe.utils import cint
from frappe.utils.data import make_filter_tuple

from workshop_crm.core.common.errors import N_, InvalidInput, WorkshopError
from workshop_crm.core.search import finding
from workshop_crm.core.search.visible import Restricted
from workshop_crm.services.platform.filters import are_filters_at_fault
from workshop_crm.services.platform.permissions import unrestricted
from workshop_crm.services.platform.rare_log import log_rarely
from workshop_crm.services.search import engines

CUSTOMER = "Customer"
SEARCHABLE = {"Data", "Text", "Small Text", "Long Text", "Link", "Select", "Read Only", "Text Editor"}
MAX_FOUND = 300
MAX_PAGE = 500
REFUSALS = (WorkshopError, frappe.ValidationError, frappe.PermissionError)

Row = Any
Filters = dict[str, Any] | list[Any] | None


class LinkQuery:
	"""One question of a link field; arguments as Frappe's `search_widget` hands them on."""

	def __init__(
		self,
		text: str,
		searchfield: str = "name",
		filters: Filters = None,
		as_dict: bool = False,
		reference_doctype: str | None = None,
		ignore_user_permissions: bool = False,
	) -> None:
		sanitize_searchfield(searchfield)
		self.text = text.strip()
		self.searchfield = searchfield or "name"
		self.meta = frappe.get_meta(CUSTOMER)
		self.as_dict = as_dict
		self.reference_doctype = reference_doctype
		self.ignores_permissions = may_ignore(reference_doctype, ignore_user_permissions)
		self.has_own_filters = bool(filters)
		with self._filters_understood():
			self.filters = [*_as_list(filters), [CUSTOMER, "disabled", "!=", 1]]

	def page(self, start: int, length: int) -> Sequence[Row]:
		"""`length` rows from `start`, each as Frappe's: id, title, then what describes the customer."""
		start, length = max(0, start), max(1, min(length, MAX_PAGE))
		if not self.text or self.searchfield != "name":
			return self._own(start, length)
		found = self._found(start + length)
		return self._rows(found[start : start + length]) if found else self._own(start, length)

	def _found(self, most: int) -> list[str]:
		"""Ids of the customers that are found and may be offered, best first; none when the index cannot tell."""
		most = min(most, MAX_FOUND)
		try:
			hits = engines.ask(lambda index: finding.search(index, self.text, most, self._visible())).found
		except REFUSALS:
			raise
		except Exception:
			log_rarely("Search of a link field")
			return []
		return [hit.customer for hit in hits if not hit.disabled]

	def _visible(self) -> Restricted | None:
		if not self.has_own_filters and (self.ignores_permissions or unrestricted(CUSTOMER)):
			return None
		return Restricted(
			lambda customers: set(self._list(["name"], _named(customers), pluck="name")),
			lambda most: set(self._list(["name"], pluck="name", limit_page_length=most)),
		)

	def _rows(self, customers: list[str]) -> list[Row]:
		rows = {_id(row): row for row in self._list(self._fields("customer_name_ar"), _named(customers))}
		return [rows[customer] for customer in customers if customer in rows]

	def _own(self, start: int, length: int) -> list[Row]:
		"""What Frappe would offer: those in whose id the text stands first, then the most used, at last by name."""
		escaped = frappe.db.escape(self.text.replace("%", "").replace("@", ""))
		relevance = f"(1 / nullif(locate({escaped}, `tab{CUSTOMER}`.`name`), 0)) as `_relevance`"
		usual = f"`tab{CUSTOMER}`.idx desc, {get_order_by(CUSTOMER, self.meta)}"
		rows = self._list(
			[*self._fields(), relevance],
			or_filters=[[CUSTOMER, name, "like", f"%{self.text}%"] for name in self._searched()],
			limit_start=start,
			limit_page_length=length,
			order_by=f"ifnull(_relevance, -9999) desc, {usual}",
		)
		rows = sorted(rows, key=lambda row: relevance_sorter(row, self.text, self.as_dict))
		return [self._without_relevance(row) for row in rows]

	def _without_relevance(self, row: Row) -> Row:
		if not self.as_dict:
			return row[:-1]
		del row["_relevance"]
		return row

	def _searched(self) -> list[str]:
		if not self.text:
			return []
		names = dict.fromkeys(
			["name", self.searchfield, self.meta.title_field, *self.meta.get_search_fields()]
		)
		return [
			name
			for name in names
			if name == "name" or ((known := self.meta.get_field(name)) and known.fieldtype in SEARCHABLE)
		]

	def _fields(self, *more: str) -> list[str]:
		names = dict.fromkeys([*get_std_fields_list(self.meta, self.searchfield), *more])
		fields = [f"`tab{CUSTOMER}`.`{name.strip()}`" for name in names]
		if self.meta.show_title_field_in_link and self.meta.title_field:
			fields.insert(1, f"`tab{CUSTOMER}`.{self.meta.title_field} as `label`")
		return fields

	def _list(self, fields: list[str], more: Sequence[Any] = (), **options: Any) -> list[Row]:
		shape = {} if "pluck" in options else {"as_list": not self.as_dict}
		with self._filters_understood():
			return frappe.get_list(
				CUSTOMER,
				fields=fields,
				filters=[*self.filters, *more],
				ignore_permissions=self.ignores_permissions,
				reference_doctype=self.reference_doctype,
				strict=False,
				**{"order_by": None, "limit_page_length": 0, **shape, **options},
			)

	@contextmanager
	def _filters_understood(self) -> Iterator[None]:
		"""Frappe stumbles over some filters that name no column or hold a value of the wrong shape."""
		try:
			yield
		except Exception as error:
			if not self.has_own_filters or not are_filters_at_fault(error):
				raise
			raise InvalidInput(
				N_("The filters of this field cannot be used. Correct them in its form.")
			) from error


def may_ignore(reference_doctype: str | None, asked: bool) -> bool:
	"""Whether the field is one that offers all customers: its form must say so too, not the browser alone."""
	if not cint(asked) or not reference_doctype or not has_ignored_field(reference_doctype, CUSTOMER):
		return False
	right = "select" if frappe.only_has_select_perm(CUSTOMER) else "read"
	return bool(has_permission(CUSTOMER, ptype=right, parent_doctype=reference_doctype))


def _as_list(filters: Filters) -> list[Any]:
	if isinstance(filters, dict):
		return [make_filter_tuple(CUSTOMER, key, value) for key, value in filters.items()]
	return list(filters or [])


def _named(customers: Sequence[str]) -> list[Any]:
	return [[CUSTOMER, "name", "in", list(customers)]]


def _id(row: Row) -> str:
	return row["name"] if isinstance(row, dict) else row[0]
