"""The survey forms as core knows them, and questions about invitations and answers."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime, time
from typing import Any

from workshop_crm.core.surveys.invitation import State
from workshop_crm.core.surveys.model import Answer, Question, SurveyForm
from workshop_crm.preview import records
from workshop_crm.preview.records import Record, query
from workshop_crm.preview.schema.columns import to_moment

INVITATION, RESPONSE = "Survey Invitation", "Survey Response"
CLOSED = ("Answered", "Not Sent", "Expired")


def add_form(connection: sqlite3.Connection, form: SurveyForm, now: datetime) -> None:
	texts = ("title_en", "title_ar", "intro_en", "intro_ar", "thanks_en", "thanks_ar")
	record = {
		"survey_name": form.name,
		**{field: getattr(form, field) for field in texts},
		"questions": [
			{
				"question_id": question.id,
				"kind": question.kind,
				"text_en": question.text_en,
				"text_ar": question.text_ar,
				"required": int(question.required),
				"options": "\n".join(question.options),
			}
			for question in form.questions
		],
	}
	records.insert(connection, "Survey", record, now)


def read_form(connection: sqlite3.Connection, name: str) -> SurveyForm | None:
	survey = records.first(connection, "Survey", {"name": name})
	if survey is None:
		return None
	return SurveyForm(
		name,
		survey["title_en"],
		survey["title_ar"],
		survey["intro_en"],
		survey["intro_ar"],
		survey["thanks_en"],
		survey["thanks_ar"],
		tuple(_question(row) for row in records.rows_of(connection, "Survey", name, "questions")),
	)


def _question(row: Record) -> Question:
	return Question(
		row["question_id"],
		row["kind"],
		row["text_en"],
		row["text_ar"],
		bool(row["required"]),
		tuple(option for option in row["options"].split("\n") if option),
	)


def last_invited_at(connection: sqlite3.Connection, customer: str) -> datetime | None:
	invited = {"customer": customer, "status": ("!=", "Not Sent")}
	last = records.first(connection, INVITATION, invited, "creation desc")
	return None if last is None else last["creation"]


def set_state(connection: sqlite3.Connection, invitation: str, state: State, now: datetime) -> None:
	records.update(connection, INVITATION, invitation, {"status": state}, now)


def withdraw(connection: sqlite3.Connection, invoice: str, now: datetime) -> None:
	"""Close the link of a cancelled invoice, unless the customer has answered."""
	_expire(connection, {"reference_name": invoice}, now)


def expire(connection: sqlite3.Connection, now: datetime) -> None:
	"""Mark the invitations that nobody answered in time."""
	_expire(connection, {"expires_on": ("<", now)}, now)


def _expire(connection: sqlite3.Connection, which: records.Filters, now: datetime) -> None:
	records.update_where(
		connection, INVITATION, {**which, "status": ("not in", CLOSED)}, {"status": "Expired"}, now
	)


def answer_rows(form: SurveyForm, answers: list[Answer]) -> list[Record]:
	"""Each answer with the question as it was asked."""
	questions = {question.id: question for question in form.questions}
	return [
		{
			"question_id": answer.question,
			"question": questions[answer.question].text_en,
			"kind": questions[answer.question].kind,
			"value": answer.value if isinstance(answer.value, str) else json.dumps(answer.value),
		}
		for answer in answers
	]


def responses(
	connection: sqlite3.Connection, from_date: date | None, to_date: date | None, limit: int
) -> list[Record]:
	"""The latest answers of a period with their customers' names."""
	return query(
		connection,
		"""SELECT response.*, customer.customer_name, customer.customer_name_ar
		FROM "tabSurvey Response" AS response JOIN tabCustomer AS customer ON customer.name = response.customer
		WHERE response.answered_on BETWEEN ? AND ?
		ORDER BY response.answered_on DESC, response.name DESC LIMIT ?""",
		(*map(to_moment, _period(from_date, to_date)), limit),
	)


def ratings(connection: sqlite3.Connection, from_date: date | None, to_date: date | None) -> list[int]:
	period = ("between", _period(from_date, to_date))
	rows = records.find(connection, RESPONSE, {"answered_on": period, "rating": (">", 0)})
	return [row["rating"] for row in rows]


def sent_and_answered(
	connection: sqlite3.Connection, from_date: date | None, to_date: date | None
) -> tuple[int, int]:
	"""How many invitations went out in a period, and how many of them were answered."""
	sent: dict[str, Any] = {
		"creation": ("between", _period(from_date, to_date)),
		"status": ("not in", ("Not Sent", "Scheduled")),
	}
	answered = {**sent, "status": "Answered"}
	return records.count(connection, INVITATION, sent), records.count(connection, INVITATION, answered)


def _period(from_date: date | None, to_date: date | None) -> tuple[datetime, datetime]:
	"""From the beginning of the first day to the end of the last."""
	return (
		datetime.combine(from_date or date.min, time.min),
		datetime.combine(to_date or date.max, time.max),
	)
