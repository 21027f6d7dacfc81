"""The results of surveys for the page: scores, the funnel, and the answers behind them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workshop_crm.core.surveys.answer_list import answer_view, read_only
from workshop_crm.core.surveys.recovery import loop_view
from workshop_crm.core.surveys.scores.filters import DIMENSIONS, ResultFilters
from workshop_crm.core.surveys.scores.report import build
from workshop_crm.preview.records import Record, query
from workshop_crm.preview.schema.columns import to_moment
from workshop_crm.preview.surveys import figures
from workshop_crm.preview.surveys.survey_store import moments

MAX_PARAMETERS = 500


def scores(connection: sqlite3.Connection, filters: ResultFilters, now: datetime) -> dict[str, Any]:
	"""Every measure, the trend and each grouping, and how well the loop is closed."""
	document = build(figures.answers_of(connection, filters.period, now.date()), filters)
	return {**document, "loop": loop_view(_follow_ups(connection, filters), now)}


def answers(
	connection: sqlite3.Connection, filters: ResultFilters, only: str, limit: int, offset: int, language: str
) -> dict[str, Any]:
	"""A page of the answers behind the figures, the latest first."""
	where, values = _where(filters)
	where += {"": "", "low": " AND response.is_low = 1", "comment": " AND response.comment <> ''"}[
		read_only(only)
	]
	found = query(
		connection,
		f"""SELECT response.*, customer.customer_name, customer.customer_name_ar
		FROM "tabSurvey Response" AS response JOIN tabCustomer AS customer ON customer.name = response.customer
		WHERE {where} ORDER BY response.answered_on DESC, response.name DESC LIMIT :limit OFFSET :offset""",
		{**values, "limit": limit, "offset": offset},
	)
	given = _questions(connection, [row["name"] for row in found])
	(total,) = connection.execute(
		f'SELECT count(*) FROM "tabSurvey Response" AS response WHERE {where}', values
	).fetchone()
	return {
		"responses": [answer_view(row, given[row["name"]], language) for row in found],
		"total": total,
	}


def _questions(connection: sqlite3.Connection, responses: list[str]) -> dict[str, list[Record]]:
	given: dict[str, list[Record]] = defaultdict(list)
	for start in range(0, len(responses), MAX_PARAMETERS):
		names = responses[start : start + MAX_PARAMETERS]
		marks = ", ".join("?" * len(names))
		statement = f'SELECT * FROM "tabSurvey Answer" WHERE parent IN ({marks}) ORDER BY parent, idx'
		for row in query(connection, statement, names):
			given[row["parent"]].append(row)
	return given


def _follow_ups(connection: sqlite3.Connection, filters: ResultFilters) -> list[Record]:
	where, values = _where(filters)
	rows = query(
		connection,
		f"""SELECT issue.*, response.has_score AS first_has, response.score AS first,
			second.has_score AS second_has, second.score AS second
		FROM tabIssue AS issue
		-- From the follow-ups to their answers: there are many more of these.
		CROSS JOIN "tabSurvey Response" AS response ON response.name = issue.survey_response
		LEFT JOIN "tabSurvey Response" AS second ON second.invitation = issue.follow_up_second_invitation
		WHERE issue.follow_up_opened_on IS NOT NULL AND {where}""",
		values,
	)
	return [
		{
			**row,
			"first_score": row["first"] if row["first_has"] else None,
			"second_score": row["second"] if row["second_has"] else None,
		}
		for row in rows
	]


def _where(filters: ResultFilters) -> tuple[str, Mapping[str, Any]]:
	start, end = moments(filters.period)
	values: dict[str, Any] = {"start": to_moment(start), "end": to_moment(end)}
	parts = ["response.answered_on BETWEEN :start AND :end"]
	for dimension in DIMENSIONS:
		if name := filters.members.get(dimension):
			parts.append(f"response.{dimension} = :{dimension}")
			values[dimension] = name
	return " AND ".join(parts), values
