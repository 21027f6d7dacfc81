"""Answers as columns for the reports: of days that are over from Survey Month, of the last two from the answers."""

from __future__ import annotations

import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from workshop_crm.core.common.periods import Period
from workshop_crm.core.surveys.scores import columns
from workshop_crm.core.surveys.scores.columns import Answers
from workshop_crm.core.surveys.scores.months import Month, kept_before, needed
from workshop_crm.preview import records
from workshop_crm.preview.surveys.survey_store import ordinal

MONTH = "Survey Month"


def answers_of(connection: sqlite3.Connection, period: Period, today: date) -> Iterator[Answers]:
	"""Of a period, and perhaps more of its first and last month; month by month."""
	months = needed(period, _oldest(connection), today)
	wanted = {"month": ("in", [month.label for month in months])}
	kept = {row["month"]: (row["until"], row["content"]) for row in records.find(connection, MONTH, wanted)}
	for month in months:
		until, content = kept.get(month.label, (month.first, None))
		if content:
			yield columns.unpack(b64decode(content))
		if rest := month.rest(until):
			yield columns.from_rows(_rows(connection, rest))


def keep_months(connection: sqlite3.Connection, now: datetime) -> None:
	"""Keep the days that are over, and a month again when its answers are not as many as they were."""
	fields = ("month", "until", "answers")
	kept = {
		row["month"]: (row["until"], row["answers"]) for row in records.find(connection, MONTH, fields=fields)
	}
	for month, answers in _counts(connection, now.date()).items():
		if kept.get(month.label) != (month.kept_until(now.date()), answers):
			_keep(connection, month, now)


def _keep(connection: sqlite3.Connection, month: Month, now: datetime) -> None:
	until = month.kept_until(now.date())
	answers = columns.from_rows(_rows(connection, Period(month.first, until - timedelta(days=1))))
	records.delete_where(connection, MONTH, {"month": month.label})
	record = {
		"name": month.label,
		"month": month.label,
		"until": until,
		"answers": len(answers),
		"content": b64encode(columns.pack(answers)).decode(),
	}
	records.insert(connection, MONTH, record, now)


def _oldest(connection: sqlite3.Connection) -> date | None:
	(oldest,) = connection.execute(
		'SELECT substr(min(answered_on), 1, 10) FROM "tabSurvey Response"'
	).fetchone()
	return oldest and date.fromisoformat(oldest)


def _counts(connection: sqlite3.Connection, today: date) -> dict[Month, int]:
	rows = connection.execute(
		"""SELECT substr(answered_on, 1, 7), count(*) FROM "tabSurvey Response"
		WHERE answered_on < ? GROUP BY 1""",
		(kept_before(today).isoformat(),),
	)
	return {Month(int(label[:4]), int(label[5:])): count for label, count in rows}


def _rows(connection: sqlite3.Connection, period: Period) -> list[Any]:
	"""Rows of `columns.FIELDS`."""
	fields = ", ".join(f'"{field}"' for field in columns.FIELDS[1:])
	start, end = period.start or date.min, period.end or date.max - timedelta(days=1)
	return connection.execute(
		f"""SELECT {ordinal("answered_on")}, {fields}
		FROM "tabSurvey Response" WHERE answered_on >= ? AND answered_on < ?""",
		(start.isoformat(), (end + timedelta(days=1)).isoformat()),
	).fetchall()
