"""The page of the day: whatever of it the user may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import frappe
from frappe.utils import getdate

from workshop_crm.core.today.day import (
	MAX_COUNTED,
	Section,
	chosen_branch,
	day_view,
	section_view,
)
from workshop_crm.core.visits.draft import DRAFT
from workshop_crm.services.analytics.actions import call_list
from workshop_crm.services.analytics.actions.records import ACTION
from workshop_crm.services.messaging import listing
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform.permissions import require_staff
from workshop_crm.services.surveys import follow_up_list
from workshop_crm.services.surveys.follow_ups import ISSUE
from workshop_crm.services.today import invoices
from workshop_crm.services.today.branches import branches
from workshop_crm.services.visits import drafts

Conditions = list[list[Any]]


def show(branch: str, wanted: tuple[Section, ...], limit: int) -> dict[str, Any]:
	"""The sections that are wanted; the branch narrows down the invoices."""
	require_staff()
	known = branches()
	chosen = chosen_branch(branch, known.names)
	made = {name: MAKERS[name](known.filter(chosen), limit) for name in wanted}
	return day_view(
		getdate(), known.names, chosen, {name: one for name, one in made.items() if one is not None}
	)


def _baskets(_branch: Conditions, limit: int) -> dict[str, Any] | None:
	if not frappe.has_permission(DRAFT, "read"):
		return None
	found = drafts.listed(None, limit, 0)
	return section_view(found["drafts"], found["total"])


def _follow_ups(_branch: Conditions, limit: int) -> dict[str, Any] | None:
	if not frappe.has_permission(ISSUE, "read"):
		return None
	found = follow_up_list.listed("open", limit, 0)
	return section_view(found["follow_ups"], found["total"], overdue=found["counts"]["overdue"])


def _at_risk(_branch: Conditions, limit: int) -> dict[str, Any] | None:
	if not frappe.has_permission(ACTION, "read"):
		return None
	rows, found, beside = call_list.at_risk(limit, MAX_COUNTED)
	return section_view(rows, found, **beside)


def _messages(_branch: Conditions, limit: int) -> dict[str, Any] | None:
	if not frappe.has_permission(MESSAGE, "read"):
		return None
	found = listing.messages(state="outbox", limit=limit)
	return section_view(found["messages"], found["total"], automatic=found["automatic"])


MAKERS: Mapping[Section, Callable[[Conditions, int], dict[str, Any] | None]] = {
	"visits": invoices.visits,
	"baskets": _baskets,
	"unpaid": invoices.unpaid,
	"follow_ups": _follow_ups,
	"at_risk": _at_risk,
	"messages": _messages,
}
