"""Follow-ups of the answers of a period, with the scores of the first and the second answer."""

from __future__ import annotations

from typing import Any

import frappe

from workshop_crm.core.surveys.scores.filters import DIMENSIONS, ResultFilters
from workshop_crm.services.platform.dates import between

ISSUE, RESPONSE = "Issue", "Survey Response"
FIELDS = [
	"name",
	"status",
	"follow_up_opened_on",
	"follow_up_due_on",
	"follow_up_first_contact_on",
	"follow_up_closed_on",
	"follow_up_reason",
	"follow_up_second_invitation",
]


def follow_ups_of(filters: ResultFilters) -> list[dict[str, Any]]:
	"""Those whose Issue and answer the user may see."""
	if not frappe.has_permission(ISSUE, "read"):
		return []
	first = _scores([["follow_up", "is", "set"], *_conditions(filters)], "follow_up")
	issues = frappe.get_list(
		ISSUE,
		filters={"name": ("in", list(first)), "follow_up_opened_on": ("is", "set")},
		fields=FIELDS,
		limit=0,
		order_by=None,
	)
	asked_again = [issue.follow_up_second_invitation for issue in issues if issue.follow_up_second_invitation]
	second = _scores([["invitation", "in", asked_again]], "invitation") if asked_again else {}
	return [
		{
			**issue,
			"first_score": first[issue.name],
			"second_score": second.get(issue.follow_up_second_invitation),
		}
		for issue in issues
	]


def _conditions(filters: ResultFilters) -> list[list[Any]]:
	members = [[name, "=", filters.members[name]] for name in DIMENSIONS if name in filters.members]
	return [*between("answered_on", filters.period), *members]


def _scores(conditions: list[list[Any]], key: str) -> dict[str, float | None]:
	rows = frappe.get_list(
		RESPONSE, filters=conditions, fields=[key, "has_score", "score"], limit=0, order_by=None
	)
	return {row[key]: row.score if row.has_score else None for row in rows}
