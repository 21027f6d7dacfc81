"""The filters that were saved as views of the dashboard. The preview has one user, so nobody shares."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.views import (
	VIEW,
	View,
	changed_view,
	new_view,
	own_view,
	read_view,
	view_record,
	views_reply,
)
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.staff import USER, names


def listed(call: Call) -> dict[str, Any]:
	return views_reply(_all(call), USER, names(call.translate), call.today)


def save(call: Call, filters: Filters, title: str, period: str, is_shared: bool) -> dict[str, Any]:
	"""Save the filters under a title, in place of the view of that title."""
	view = new_view(_all(call), USER, title, filters, period, is_shared)
	if view.name:
		records.update(call.connection, VIEW, view.name, view_record(view), call.now)
	else:
		records.insert(call.connection, VIEW, view_record(view), call.now)
	return listed(call)


def change(call: Call, name: str, title: str, is_shared: bool) -> dict[str, Any]:
	views = _all(call)
	view = changed_view(own_view(views, name, USER), views, title, is_shared)
	records.update(call.connection, VIEW, view.name, view_record(view), call.now)
	return listed(call)


def delete(call: Call, name: str) -> dict[str, Any]:
	view = own_view(_all(call), name, USER)
	records.delete_where(call.connection, VIEW, {"name": view.name})
	return listed(call)


def _all(call: Call) -> list[View]:
	return [read_view(record) for record in records.find(call.connection, VIEW)]
