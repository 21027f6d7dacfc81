"""How far invitations get, of customers whom the user may see."""

from __future__ import annotations

from typing import Any

import frappe

from workshop_crm.core.common.periods import Period
from workshop_crm.core.surveys.funnel import Levers, funnel_view, totals
from workshop_crm.core.surveys.scores.filters import ResultFilters
from workshop_crm.services.platform import settings
from workshop_crm.services.surveys import kept_invitations


def view(filters: ResultFilters) -> dict[str, Any]:
	"""The funnel of the invitations that were sent in the period of `filters`."""
	return funnel_view(kept_invitations.stories(filters), _levers())


def asked_and_answered(period: Period) -> tuple[int, int]:
	"""How many were asked in a period, and how many of them answered."""
	return totals(kept_invitations.stories(ResultFilters(period)))


def _levers() -> Levers:
	steps = frappe.get_all("Survey Cadence Step", {"enabled": 1}, "parent", parent_doctype="Survey")
	enabled = set(frappe.get_all("Survey", {"enabled": 1}, pluck="name"))
	counts = [sum(row.parent == survey for row in steps) for survey in enabled]
	rewards = {"survey_points": (">", 0)}
	return Levers(
		reminder=any(count > 1 for count in counts),
		reward=bool(frappe.db.exists("Loyalty Program", rewards)),
		handover=settings.prints_survey_code(),
	)
