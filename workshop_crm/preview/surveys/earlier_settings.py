"""When a survey is sent stood in the settings of earlier data files; now the survey itself has rows that say it."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Any

from workshop_crm.core.surveys.defaults import DEFAULT_CADENCE, DEFAULT_TRIGGERS
from workshop_crm.preview import records

SURVEY = "Survey"
SETTINGS = '"tabWorkshop CRM Settings"'


def give_rows(connection: sqlite3.Connection, now: datetime) -> None:
	"""A workshop goes on as it was: one message after each sale. Call it inside a write transaction."""
	connection.execute('DROP INDEX IF EXISTS "Survey Invitation: one row by reference_name"')
	old = _old_settings(connection)
	survey = old.get("default_survey") or _first_survey(connection)
	if survey is None or records.rows_of(connection, SURVEY, survey, "triggers"):
		return
	delay = {"delay_minutes": old.get("survey_delay_minutes") or 0}
	records.add_rows(
		connection, SURVEY, survey, "triggers", [{**row, **delay} for row in DEFAULT_TRIGGERS], now
	)
	records.add_rows(connection, SURVEY, survey, "cadence", DEFAULT_CADENCE[:1], now)
	_complete_invitations(connection)


def _old_settings(connection: sqlite3.Connection) -> dict[str, Any]:
	"""Columns that no DocType wants any more stay in a file."""
	row = connection.execute(f"SELECT * FROM {SETTINGS}").fetchone()
	return {} if row is None else dict(row)


def _first_survey(connection: sqlite3.Connection) -> str | None:
	survey = records.first(connection, SURVEY, {"enabled": 1}, "creation")
	return str(survey["name"]) if survey else None


def _complete_invitations(connection: sqlite3.Connection) -> None:
	"""What was scheduled still goes out, and what was sent counts as one message."""
	connection.execute(
		"""UPDATE "tabSurvey Invitation" SET visited_on = (
			SELECT posting_date FROM "tabSales Invoice" AS invoice WHERE invoice.name = reference_name
		)"""
	)
	connection.execute(
		"""UPDATE "tabSurvey Invitation" SET next_contact_on = send_after WHERE status = 'Scheduled'"""
	)
	connection.execute(
		"""UPDATE "tabSurvey Invitation" SET step = 1, contacts = 1 WHERE sent_on IS NOT NULL"""
	)
