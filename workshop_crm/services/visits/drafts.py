"""Open baskets: sales that a till has begun; the only writer of Checkout Draft.

A draft of a Sales Invoice would take a number of its series, ask other apps' hooks and stand in their lists; a basket is no
invoice yet.
"""

from __future__ import annotations

from typing import Any

import frappe
from frappe.utils import get_datetime, get_fullname, now_datetime

from workshop_crm.core.visits.draft import (
	DRAFT,
	Basket,
	OpenBasket,
	Saving,
	basket_of,
	check_own,
	draft_record,
	draft_view,
	drafts_view,
	is_overtaken,
	outdated,
)
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.money import rounding
from workshop_crm.services.platform.permissions import (
	customers_named,
	require_customer,
	require_record,
	require_staff,
)


def listed(customer: str | None, limit: int, offset: int) -> dict[str, Any]:
	"""The open baskets that the user may see, of all or of one customer, the latest first; and how many there are."""
	require_staff()
	filters = {"company": settings.company(), **({"customer": customer} if customer else {})}
	rows = frappe.get_list(
		DRAFT,
		filters=filters,
		fields=["name", "customer", "content", "modified", "modified_by"],
		order_by="modified desc, name",
		limit_start=offset,
		limit=limit,
	)
	counted = frappe.get_list(DRAFT, filters=filters, fields=["count(*) as drafts"], order_by=None)
	names = customers_named({row.customer for row in rows})
	return drafts_view((_open_basket(row, names) for row in rows), counted[0].drafts, rounding())


def take(name: str, screen: str) -> dict[str, Any]:
	"""The basket for a screen that goes on with it; from now on no other one may change it."""
	require_staff()
	require_record(DRAFT, name)
	draft = frappe.get_doc(DRAFT, name, for_update=True)
	require_customer(draft.customer)
	# Looking is no change, by which the list is sorted; but this is who has it now.
	taken = {"screen": screen, "turn": 0, "modified_by": frappe.session.user}
	frappe.db.set_value(DRAFT, name, taken, update_modified=False)
	return draft_view(name, draft.customer, basket_of(draft.content))


def save(saving: Saving, customer: str, basket: Basket) -> dict[str, Any]:
	"""Store what the screen has."""
	require_customer(customer)
	known = _held({"name": saving.name, "company": settings.company()})
	if known:
		# The lock shows what another till has just written; a plain look at the record would miss it.
		require_customer(known.customer)
	_check_own(known, saving.screen, saving.is_new)
	values = draft_record(saving, customer, basket)
	if known is None:
		return _insert(saving.name, values)
	if not is_overtaken(saving, known.screen, known.turn):
		frappe.db.set_value(DRAFT, saving.name, values)
	return {"draft": saving.name}


def discard(name: str) -> dict[str, Any]:
	"""Delete a basket; deleting one that is gone does nothing."""
	require_staff()
	if frappe.db.exists(DRAFT, name):
		require_record(DRAFT, name)
		frappe.db.delete(DRAFT, {"name": name})
	return {}


def hold(name: str, screen: str, is_new: bool) -> None:
	"""Hold the basket that is about to be sold. Raises Conflict when another screen has it, or it is gone."""
	_check_own(_held({"name": name}), screen, is_new)


def complete(name: str, customer: str) -> None:
	"""The sale is made: the customer's basket is no open one any more."""
	frappe.db.delete(DRAFT, {"name": name, "customer": customer})


def forget(customer: str) -> None:
	frappe.db.delete(DRAFT, {"customer": customer})


def purge() -> None:
	"""Delete baskets that have not changed for `MAX_DAYS_KEPT` days."""
	frappe.db.delete(DRAFT, {"modified": ("<", outdated(now_datetime()))})


def _held(own: dict[str, str]) -> frappe._dict | None:
	"""The draft of these values, under its lock; None where there is none."""
	return frappe.db.get_value(
		DRAFT, own, ["customer", "screen", "turn", "modified_by"], as_dict=True, for_update=True
	)


def _check_own(known: frappe._dict | None, screen: str, is_new: bool) -> None:
	if known is None:
		check_own(None, screen, is_new, "")
	else:
		check_own(known.screen or "", screen, is_new, get_fullname(known.modified_by))


def _insert(name: str, values: dict[str, Any]) -> dict[str, Any]:
	record = {"doctype": DRAFT, "company": settings.company(), **values}
	frappe.get_doc(record).insert(ignore_permissions=True, set_name=name)
	return {"draft": name}


def _open_basket(row: frappe._dict, names: dict[str, frappe._dict]) -> OpenBasket:
	customer = names.get(row.customer, frappe._dict())
	return OpenBasket(
		row.name,
		row.customer,
		customer.customer_name or "",
		customer.customer_name_ar or "",
		row.content,
		get_datetime(row.modified),
		get_fullname(row.modified_by),
	)
