"""Invitations as columns for the funnel: those of a month as they were at night, and what changed since.

Whatever writes an invitation or a message of one leaves its time in `modified`, so nothing has to tell the columns.
"""

from __future__ import annotations

import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from workshop_crm.core.common.periods import Period
from workshop_crm.core.surveys import invitation_columns as columns
from workshop_crm.core.surveys.invitation_columns import Invitations
from workshop_crm.core.surveys.scores.filters import ResultFilters
from workshop_crm.core.surveys.scores.months import Month, needed
from workshop_crm.core.surveys.story import BETWEEN, BETWEEN_FIELDS, Stories
from workshop_crm.preview import records
from workshop_crm.preview.schema.columns import to_moment
from workshop_crm.preview.surveys.survey_store import ordinal

MONTH = "Survey Invitation Month"
# Its clock says the time of the beginning of a transaction.
LONGEST_TRANSACTION = timedelta(hours=1)

_MESSAGES = f"""(SELECT group_concat(message.step || '{BETWEEN_FIELDS}' || message.channel || '{BETWEEN_FIELDS}' || message.status
		|| '{BETWEEN_FIELDS}' || (coalesce(message.fallback_of, '') <> ''), ' ')
	FROM "tabCustomer Message" AS message
	WHERE message.reference_doctype = 'Survey Invitation' AND message.reference_name = invitation.name)"""
_STORY = f" || '{BETWEEN}' || ".join(
	(
		"(invitation.status = 'Answered')",
		*(
			f"invitation.{field}"
			for field in ("answered_by", "answered_channel", "source", "step", "channel")
		),
		"invitation.contacts",
		"(invitation.opened_on IS NOT NULL)",
		"invitation.opted_out",
		f"coalesce({_MESSAGES}, '')",
	)
)
_CHANGED = """(SELECT name FROM "tabSurvey Invitation" WHERE modified >= :since
	UNION SELECT message.reference_name FROM "tabCustomer Message" AS message
	WHERE message.modified >= :since AND message.reference_doctype = 'Survey Invitation') AS changed
	CROSS JOIN "tabSurvey Invitation" AS invitation ON invitation.name = changed.name"""


def stories(connection: sqlite3.Connection, filters: ResultFilters, today: date) -> Stories:
	"""What became of the invitations of a period that asked somebody."""
	months = needed(filters.period, _oldest(connection), today)
	kept = records.find(connection, MONTH, {"month": ("in", [month.label for month in months])})
	if not kept:
		return columns.count([_of_period(connection, filters.period)], filters)
	since = min(row["true_until"] for row in kept)
	changed = _read(connection, _CHANGED, "", {"since": to_moment(since)})
	contents = {row["month"]: row["content"] for row in kept}
	return columns.count(_parts(connection, months, contents), filters, changed)


def keep_months(connection: sqlite3.Connection, now: datetime) -> None:
	"""Keep each month in which something changed, and those that have another number of invitations."""
	began = now - LONGEST_TRANSACTION
	fields = ("month", "invitations")
	known = {row["month"]: row["invitations"] for row in records.find(connection, MONTH, fields=fields)}
	changed, counts = _changed_months(connection), _counts(connection)
	for label in known.keys() - {month.label for month in counts}:
		records.delete_where(connection, MONTH, {"month": label})
	for month, invitations in counts.items():
		if month in changed or known.get(month.label) != invitations:
			_keep(connection, month, began, now)
	records.update_where(connection, MONTH, {}, {"true_until": began}, now)


def _parts(
	connection: sqlite3.Connection, months: list[Month], kept: dict[str, str]
) -> Iterator[Invitations]:
	"""The months one after the other, so that no more than one of them is in memory."""
	for month in months:
		known = kept.get(month.label)
		yield columns.unpack(b64decode(known)) if known else _of_period(connection, month.period)


def _keep(connection: sqlite3.Connection, month: Month, began: datetime, now: datetime) -> None:
	invitations = _of_period(connection, month.period)
	records.delete_where(connection, MONTH, {"month": month.label})
	record = {
		"name": month.label,
		"month": month.label,
		"invitations": len(invitations),
		"true_until": began,
		"content": b64encode(columns.pack(invitations)).decode(),
	}
	records.insert(connection, MONTH, record, now)


def _oldest(connection: sqlite3.Connection) -> date | None:
	statement = 'SELECT substr(min(sent_on), 1, 10) FROM "tabSurvey Invitation"'
	(oldest,) = connection.execute(statement).fetchone()
	return oldest and date.fromisoformat(oldest)


def _changed_months(connection: sqlite3.Connection) -> set[Month]:
	"""Months with something that changed since they were kept."""
	(since,) = connection.execute(f'SELECT min(true_until) FROM "tab{MONTH}"').fetchone()
	if since is None:
		return set()
	statement = f"SELECT DISTINCT substr(sent_on, 1, 7) FROM {_CHANGED} WHERE sent_on IS NOT NULL"
	return {_month(label) for (label,) in connection.execute(statement, {"since": since})}


def _counts(connection: sqlite3.Connection) -> dict[Month, int]:
	rows = connection.execute(
		"""SELECT substr(sent_on, 1, 7), count(*) FROM "tabSurvey Invitation" WHERE sent_on IS NOT NULL GROUP BY 1"""
	)
	return {_month(label): count for label, count in rows}


def _month(label: str) -> Month:
	return Month(int(label[:4]), int(label[5:]))


def _of_period(connection: sqlite3.Connection, period: Period) -> Invitations:
	start, end = period.start or date.min, period.end or date.max - timedelta(days=1)
	days = {"start": start.isoformat(), "end": (end + timedelta(days=1)).isoformat()}
	where = "AND invitation.sent_on >= :start AND invitation.sent_on < :end"
	return _read(connection, '"tabSurvey Invitation" AS invitation', where, days)


def _read(connection: sqlite3.Connection, source: str, where: str, values: dict[str, Any]) -> Invitations:
	fields = ", ".join(f"invitation.{field}" for field in columns.OF_COLUMNS)
	rows = connection.execute(
		f"""SELECT invitation.name, {ordinal("invitation.sent_on")}, {fields}, {_STORY}
		FROM {source} WHERE invitation.sent_on IS NOT NULL {where}""",
		values,
	)
	return columns.from_rows(rows.fetchall())
