"""Answers as columns for the reports: of months that are over from Survey Month, of the present one from the answers."""

from __future__ import annotations

import sqlite3
from base64 import b64decode, b64encode
from datetime import date, datetime, timedelta
from typing import Any

from workshop_crm.core.common.periods import Period
from workshop_crm.core.surveys.scores import columns
from workshop_crm.core.surveys.scores.columns import Answers
from workshop_crm.core.surveys.scores.months import Month, is_over, needed
from workshop_crm.preview import records

MONTH = "Survey Month"
# The Julian day before day 1 of the proleptic calendar.
BEFORE_DAY_ONE = 1721424.5


def answers_of(connection: sqlite3.Connection, period: Period, today: date) -> Answers:
	"""Of a period, and perhaps more of its first and last month."""
	kept = {row["month"]: row["content"] for row in records.find(connection, MONTH)}
	parts = []
	for month in needed(period, _oldest(connection), today):
		known = kept.get(month.label) if is_over(month, today) else None
		parts.append(
			columns.unpack(b64decode(known)) if known else columns.from_rows(_rows(connection, month.period))
		)
	return columns.joined(parts)


def keep_months(connection: sqlite3.Connection, now: datetime) -> None:
	"""Keep each month that is over, and again when its answers are not as many as they were."""
	kept = {row["month"]: row["answers"] for row in records.find(connection, MONTH)}
	for month, answers in _counts(connection).items():
		if is_over(month, now.date()) and kept.get(month.label) != answers:
			_keep(connection, month, now)


def _keep(connection: sqlite3.Connection, month: Month, now: datetime) -> None:
	answers = columns.from_rows(_rows(connection, month.period))
	records.delete_where(connection, MONTH, {"month": month.label})
	content = b64encode(columns.pack(answers)).decode()
	record = {"name": month.label, "month": month.label, "answers": len(answers), "content": content}
	records.insert(connection, MONTH, record, now)


def _oldest(connection: sqlite3.Connection) -> date | None:
	(oldest,) = connection.execute(
		'SELECT substr(min(answered_on), 1, 10) FROM "tabSurvey Response"'
	).fetchone()
	return oldest and date.fromisoformat(oldest)


def _counts(connection: sqlite3.Connection) -> dict[Month, int]:
	rows = connection.execute(
		"""SELECT substr(answered_on, 1, 7), count(*) FROM "tabSurvey Response"
		WHERE answered_on IS NOT NULL GROUP BY 1"""
	)
	return {Month(int(label[:4]), int(label[5:])): count for label, count in rows}


def _rows(connection: sqlite3.Connection, period: Period) -> list[Any]:
	"""Rows of `columns.FIELDS`."""
	fields = ", ".join(f'"{field}"' for field in columns.FIELDS[1:])
	start, end = period.start or date.min, period.end or date.max - timedelta(days=1)
	return connection.execute(
		f"""SELECT CAST(julianday(substr(answered_on, 1, 10)) - {BEFORE_DAY_ONE} AS INTEGER), {fields}
		FROM "tabSurvey Response" WHERE answered_on >= ? AND answered_on < ?""",
		(start.isoformat(), (end + timedelta(days=1)).isoformat()),
	).fetchall()
