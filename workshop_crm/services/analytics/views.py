"""Dashboard View: the filters that managers have saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import frappe
from frappe.utils import get_fullname, getdate

from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.views import (
	FIELDS,
	VIEW,
	View,
	changed_view,
	new_view,
	own_view,
	read_view,
	view_record,
	views_reply,
)
from workshop_crm.services.platform.permissions import require_manager


def listed() -> dict[str, Any]:
	"""The user's views and those that others share."""
	require_manager()
	views = _seen()
	full_names = {view.user: get_fullname(view.user) for view in views}
	return views_reply(views, frappe.session.user, full_names, getdate())


def save(filters: Filters, title: str, period: str, is_shared: bool) -> dict[str, Any]:
	"""Save the filters under a title, in place of the user's view of that title."""
	require_manager()
	view = new_view(_own(), frappe.session.user, title, filters, period, is_shared)
	if view.name:
		frappe.db.set_value(VIEW, view.name, view_record(view))
	else:
		frappe.get_doc({"doctype": VIEW, **view_record(view)}).insert(ignore_permissions=True)
	return listed()


def change(name: str, title: str, is_shared: bool) -> dict[str, Any]:
	"""Rename a view of the user, and share it or not."""
	require_manager()
	own = _own()
	view = changed_view(own_view(_seen(), name, frappe.session.user), own, title, is_shared)
	frappe.db.set_value(VIEW, view.name, view_record(view))
	return listed()


def delete(name: str) -> dict[str, Any]:
	"""Delete a view of the user."""
	require_manager()
	view = own_view(_seen(), name, frappe.session.user)
	frappe.delete_doc(VIEW, view.name, ignore_permissions=True)
	return listed()


def _seen() -> Sequence[View]:
	others = frappe.get_all(
		VIEW, {"is_shared": 1, "user": ("!=", frappe.session.user)}, list(FIELDS), limit=0
	)
	mine = frappe.get_all(VIEW, {"user": frappe.session.user}, list(FIELDS), limit=0)
	return [read_view(record) for record in (*mine, *others)]


def _own() -> Sequence[View]:
	"""Those of the user, who saves one after the other: two of one title cannot come in between."""
	frappe.db.get_value("User", frappe.session.user, "name", for_update=True)
	# A locking read: a snapshot from before the lock would not have what the other has saved.
	mine = {"user": frappe.session.user}
	found = frappe.db.get_values(VIEW, mine, list(FIELDS), as_dict=True, for_update=True)
	return [read_view(record) for record in found or ()]
