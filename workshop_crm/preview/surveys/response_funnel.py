"""Counts of invitations and of their messages."""

from __future__ import annotations

import sqlite3
from typing import Any

from workshop_crm.core.surveys.funnel import Levers, funnel_view
from workshop_crm.core.surveys.scores.filters import Dimension, ResultFilters
from workshop_crm.preview import records
from workshop_crm.preview.records import query
from workshop_crm.preview.schema.columns import to_moment
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.surveys.asked import HAS_ASKED
from workshop_crm.preview.surveys.survey_store import moments

# What an invitation knows. Who did the work is read when the answer comes.
OF_INVITATION: tuple[Dimension, ...] = ("survey", "service_type", "language", "channel")
_ABOUT = """"tabCustomer Message" AS message JOIN "tabSurvey Invitation" AS invitation
	ON message.reference_doctype = 'Survey Invitation' AND message.reference_name = invitation.name"""


def view(connection: sqlite3.Connection, filters: ResultFilters) -> dict[str, Any]:
	"""The funnel of the invitations that were sent in the period of `filters`."""
	where, values = _where(filters)
	invitations = query(
		connection,
		f"""SELECT status = 'Answered' AS is_answered, answered_by, answered_channel, source, step, channel,
			opened_on IS NOT NULL AS is_opened, opted_out, count(*) AS count
		FROM "tabSurvey Invitation" AS invitation WHERE {where} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8""",
		values,
	)
	messages = query(
		connection,
		f"""SELECT message.step, message.channel, message.status,
			coalesce(message.fallback_of, '') <> '' AS is_fallback, count(*) AS count
		FROM {_ABOUT} WHERE {where} GROUP BY 1, 2, 3, 4""",
		values,
	)
	return funnel_view(invitations, messages, _after_fallback(connection, where, values), _levers(connection))


def _after_fallback(connection: sqlite3.Connection, where: str, values: dict[str, Any]) -> int:
	"""Answers to a message that took the place of one that failed."""
	(count,) = connection.execute(
		f"""SELECT count(DISTINCT invitation.name) FROM {_ABOUT}
		WHERE {where} AND message.fallback_of <> '' AND invitation.status = 'Answered'
			AND message.channel = invitation.answered_channel
			AND CAST(message.step AS TEXT) = invitation.answered_by""",
		values,
	).fetchone()
	return int(count)


def _where(filters: ResultFilters) -> tuple[str, dict[str, Any]]:
	start, end = moments(filters.period)
	values: dict[str, Any] = {"start": to_moment(start), "end": to_moment(end)}
	parts = ["invitation.sent_on BETWEEN :start AND :end", HAS_ASKED]
	for field in OF_INVITATION:
		if name := filters.members.get(field):
			parts.append(f"invitation.{field} = :{field}")
			values[field] = name
	return " AND ".join(parts), values


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
