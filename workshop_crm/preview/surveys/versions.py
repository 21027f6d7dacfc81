"""The questions as they were sent. Rows of Survey Version are added, never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workshop_crm.core.surveys.model import SurveyForm
from workshop_crm.core.surveys.records import load_form
from workshop_crm.core.surveys.versions import next_version
from workshop_crm.preview import records
from workshop_crm.preview.surveys import survey_store

VERSION = "Survey Version"


def current(connection: sqlite3.Connection, survey: str, now: datetime) -> str | None:
	"""The version that says what the survey says now; made when there is none. None for an unknown survey."""
	form = survey_store.read_form(connection, survey)
	if form is None:
		return None
	latest = records.first(connection, VERSION, {"survey": survey}, "version desc")
	number, kept = (latest["version"], latest["form"]) if latest else (0, "")
	wanted = next_version(form, number, kept, now)
	return (
		records.insert(connection, VERSION, wanted, now) if wanted else str(latest["name"] if latest else "")
	)


def form_of(connection: sqlite3.Connection, invitation: Mapping[str, Any]) -> SurveyForm | None:
	"""The form that this customer sees; that of the survey for invitations from before there were versions."""
	if invitation["version"]:
		kept = records.get(connection, VERSION, invitation["version"])["form"]
		return load_form(kept, invitation["survey"])
	return survey_store.read_form(connection, invitation["survey"])
