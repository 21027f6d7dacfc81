"""Answers and surveys of a data file that an earlier version wrote, brought to the fields of this one."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from workshop_crm.core.surveys.default_rules import LOW_SCORE, default_rules
from workshop_crm.core.surveys.old_answers import STATEMENTS, WORK_OF_ANSWERED
from workshop_crm.preview import records
from workshop_crm.preview.surveys import survey_store
from workshop_crm.preview.surveys.triggers import work_facts


def complete_old_answers(connection: sqlite3.Connection, now: datetime) -> None:
	"""Call it inside a write transaction."""
	for statement in STATEMENTS:
		connection.execute(statement)
	for survey in records.find(connection, "Survey", fields=("name",)):
		form = survey_store.read_form(connection, survey["name"])
		if form and not survey_store.read_rules(connection, form.name):
			rows = default_rules(form, _low_score(connection))
			records.add_rows(connection, "Survey", form.name, "follow_up_rules", rows, now)


def complete_old_invitations(connection: sqlite3.Connection, now: datetime) -> None:
	"""Whose work they ask about. Call it inside a write transaction."""
	connection.execute(WORK_OF_ANSWERED)
	others = {"status": ("!=", "Answered"), "reference_name": ("!=", None)}
	for row in records.find(connection, survey_store.INVITATION, others, fields=("name", "reference_name")):
		facts = work_facts(connection, row["reference_name"])
		records.update(connection, survey_store.INVITATION, row["name"], facts, now)


def _low_score(connection: sqlite3.Connection) -> int:
	"""Of the settings, in whose table the column has stayed."""
	try:
		row = connection.execute('SELECT low_score_threshold FROM "tabWorkshop CRM Settings"').fetchone()
	except sqlite3.OperationalError:
		return LOW_SCORE
	return int(row[0]) if row and row[0] else LOW_SCORE
