"""Views of the dashboard: filters that a manager has saved under a name, for themselves or for all managers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from workshop_crm.core.analytics.filters import FilterArguments, Filters
from workshop_crm.core.analytics.kept_filters import as_of, check_period
from workshop_crm.core.common.errors import N_, InvalidInput, NotAllowed, missing
from workshop_crm.core.common.fields import one_line

VIEW = "Dashboard View"
MAX_TITLE = 60
MAX_VIEWS = 50
"""Of one user."""
FIELDS = ("name", "title", "user", "is_shared", "period", "filters")
"""What a host reads of each record."""


@dataclass(frozen=True, slots=True)
class View:
	"""`name` is empty for one that is not stored yet; `period` names a usual period, whose dates move on."""

	name: str
	title: str
	user: str
	is_shared: bool
	period: str
	filters: Filters


def read_view(record: Mapping[str, Any]) -> View:
	"""From the fields of a record, as `view_record` made them."""
	return View(
		record["name"],
		record["title"],
		record["user"],
		bool(record["is_shared"]),
		record["period"] or "",
		FilterArguments(**json.loads(record["filters"])).read(),
	)


def view_record(view: View) -> dict[str, Any]:
	"""The fields to be stored, without the name."""
	return {
		"title": view.title,
		"user": view.user,
		"is_shared": int(view.is_shared),
		"period": view.period,
		"filters": json.dumps(view.filters.as_dict()),
	}


def new_view(
	own: Sequence[View], user: str, title: str, filters: Filters, period: str, is_shared: bool
) -> View:
	"""What is saved under this title: it takes the place of the user's view of the same title, and then has its name.

	`own` are the user's views. Raises InvalidInput for a bad title or period, and beyond `MAX_VIEWS`.
	"""
	title = _title(title)
	same = _titled(own, title)
	if not same and len(own) >= MAX_VIEWS:
		raise InvalidInput(
			N_("You have {most} views already. Delete one that you do not need."), most=MAX_VIEWS
		)
	# Only `changed_view` takes a view back from the others.
	is_shared = is_shared or bool(same and same.is_shared)
	return View(same.name if same else "", title, user, is_shared, check_period(period), filters)


def changed_view(view: View, own: Sequence[View], title: str, is_shared: bool) -> View:
	"""The view with another title and for others or not. Raises InvalidInput for a bad title, or one of another view."""
	title = _title(title)
	same = _titled(own, title)
	if same and same.name != view.name:
		raise InvalidInput(
			N_("You have a view called {title} already. Choose another name."), title=title
		).at("title")
	return replace(view, title=title, is_shared=is_shared)


def own_view(views: Iterable[View], name: str, user: str) -> View:
	"""The view of this name among those the user sees. Raises NotFound, and NotAllowed for somebody else's."""
	view = next((view for view in views if view.name == name), None)
	if view is None:
		raise missing(name[:140])
	if view.user != user:
		raise NotAllowed(N_("This view is somebody else's. Save it under a name of your own to change it."))
	return view


def views_reply(
	views: Iterable[View], user: str, full_names: Mapping[str, str], today: date
) -> dict[str, Any]:
	"""The reply of `analytics.views`: the user's own first, each by title, with filters as they are today."""
	ordered = sorted(views, key=lambda view: (view.user != user, view.title.casefold(), view.name))
	return {
		"views": [
			{
				"view": view.name,
				"title": view.title,
				"is_own": view.user == user,
				"is_shared": view.is_shared,
				"owner_name": full_names.get(view.user, view.user),
				"period": view.period,
				"filters": as_of(view.filters, view.period, today).as_dict(),
			}
			for view in ordered
		]
	}


def _title(text: str) -> str:
	try:
		title = one_line(text, MAX_TITLE)
	except InvalidInput as error:
		raise error.at("title") from None
	if not title:
		raise InvalidInput(N_("Give the view a name.")).at("title")
	return title


def _titled(views: Iterable[View], title: str) -> View | None:
	return next((view for view in views if view.title.casefold() == title.casefold()), None)
