"""The page of the day: whatever of it the user may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from workshop_crm.core.vehicles.due_list import DueFilters
from workshop_crm.core.vehicles.kept_due import DUE
from workshop_crm.core.visits.draft import DRAFT
from workshop_crm.services.analytics.actions import call_list
from workshop_crm.services.analytics.actions.records import ACTION
from workshop_crm.services.messaging import listing
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform.permissions import CUSTOMER, require_staff
from workshop_crm.services.surveys import follow_up_list
from workshop_crm.services.surveys.follow_ups import ISSUE
from workshop_crm.services.today import invoices
from workshop_crm.services.today.branches import branches
from workshop_crm.services.vehicles import due_list
from workshop_crm.services.visits import drafts


@dataclass(frozen=True, slots=True)
class Asked:
	"""The branch, empty for all, its condition on invoices, and how many rows of a section."""

	branch: str
	of_branch: list[list[Any]]
	limit: int


def show(branch: str, wanted: tuple[Section, ...], limit: int) -> dict[str, Any]:
	"""The sections that are wanted; the branch narrows down invoices and due services."""
	require_staff()
	known = branches()
	chosen = chosen_branch(branch, known.names)
	asked = Asked(chosen, known.filter(chosen), limit)
	# All of it is about customers.
	may_see = frappe.has_permission(CUSTOMER, "read")
	made = {name: MAKERS[name](asked) for name in wanted if may_see}
	return day_view(
		getdate(), known.names, chosen, {name: one for name, one in made.items() if one is not None}
	)


def _baskets(asked: Asked) -> dict[str, Any] | None:
	if not frappe.has_permission(DRAFT, "read"):
		return None
	found = drafts.listed(None, asked.limit, 0)
	return section_view(found["drafts"], found["total"])


def _follow_ups(asked: Asked) -> dict[str, Any] | None:
	if not frappe.has_permission(ISSUE, "read"):
		return None
	found = follow_up_list.listed("open", asked.limit, 0)
	return section_view(found["follow_ups"], found["total"], overdue=found["counts"]["overdue"])


def _due(asked: Asked) -> dict[str, Any] | None:
	if not frappe.has_permission(DUE, "read"):
		return None
	rows, found = due_list.first_due(DueFilters(branch=asked.branch), asked.limit, MAX_COUNTED)
	return section_view(rows, found)


def _at_risk(asked: Asked) -> dict[str, Any] | None:
	if not frappe.has_permission(ACTION, "read"):
		return None
	rows, found, beside = call_list.at_risk(asked.limit, MAX_COUNTED)
	return section_view(rows, found, **beside)


def _messages(asked: Asked) -> dict[str, Any] | None:
	if not frappe.has_permission(MESSAGE, "read"):
		return None
	found = listing.messages(state="outbox", limit=asked.limit)
	return section_view(found["messages"], found["total"], automatic=found["automatic"])


MAKERS: Mapping[Section, Callable[[Asked], dict[str, Any] | None]] = {
	"visits": lambda asked: invoices.visits(asked.of_branch, asked.limit),
	"baskets": _baskets,
	"unpaid": lambda asked: invoices.unpaid(asked.of_branch, asked.limit),
	"follow_ups": _follow_ups,
	"due": _due,
	"at_risk": _at_risk,
	"messages": _messages,
}
