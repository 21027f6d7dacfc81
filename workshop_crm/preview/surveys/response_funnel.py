"""How far invitations get."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from workshop_crm.core.common.periods import Period
from workshop_crm.core.surveys.funnel import Levers, funnel_view, totals
from workshop_crm.core.surveys.scores.filters import ResultFilters
from workshop_crm.preview import records
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.surveys import kept_invitations


def view(connection: sqlite3.Connection, filters: ResultFilters, today: date) -> dict[str, Any]:
	"""The funnel of the invitations that were sent in the period of `filters`."""
	return funnel_view(kept_invitations.stories(connection, filters, today), _levers(connection))


def asked_and_answered(connection: sqlite3.Connection, period: Period, today: date) -> tuple[int, int]:
	"""How many were asked in a period, and how many of them answered."""
	return totals(kept_invitations.stories(connection, ResultFilters(period), today))


def _levers(connection: sqlite3.Connection) -> Levers:
	most = connection.execute(
		"""SELECT max(steps) FROM (SELECT count(*) AS steps FROM "tabSurvey Cadence Step" AS step
			JOIN tabSurvey AS survey ON survey.name = step.parent AND survey.enabled = 1
			WHERE step.enabled = 1 GROUP BY step.parent)"""
	).fetchone()[0]
	return Levers(
		reminder=(most or 0) > 1,
		reward=records.exists(connection, "Loyalty Program", {"survey_points": (">", 0)}),
		handover=read_settings(connection).survey_code_on_invoices,
	)
