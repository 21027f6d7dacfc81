"""The survey forms, the invitations to them and the answers."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from workshop_crm.core.surveys.invitation import InvitationPlan, State
from workshop_crm.core.surveys.model import Answer, Question, SurveyForm
from workshop_crm.preview.store.naming import next_name

INVITATION_PREFIX = "SURV-INV-"
RESPONSE_PREFIX = "SURV-RES-"


@dataclass(frozen=True, slots=True)
class Invitation:
	name: str
	survey: str
	customer: str
	invoice: str
	state: State
	expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Scored:
	"""What the answers are worth; see `core.surveys.scoring`."""

	score: Decimal | None
	rating: int | None
	comment: str
	low: bool


def add_form(connection: sqlite3.Connection, form: SurveyForm) -> None:
	connection.execute(
		"""INSERT INTO survey (name, title_en, title_ar, intro_en, intro_ar, thanks_en, thanks_ar)
		VALUES (?, ?, ?, ?, ?, ?, ?)""",
		(
			form.name,
			form.title_en,
			form.title_ar,
			form.intro_en,
			form.intro_ar,
			form.thanks_en,
			form.thanks_ar,
		),
	)
	connection.executemany(
		"""INSERT INTO survey_question (survey, position, id, kind, text_en, text_ar, required, options)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
		[
			(
				form.name,
				position,
				question.id,
				question.kind,
				question.text_en,
				question.text_ar,
				int(question.required),
				json.dumps(question.options, ensure_ascii=False),
			)
			for position, question in enumerate(form.questions)
		],
	)


def read_form(connection: sqlite3.Connection, name: str) -> SurveyForm | None:
	row = connection.execute("SELECT * FROM survey WHERE name = ?", (name,)).fetchone()
	if row is None:
		return None
	questions = connection.execute(
		"SELECT * FROM survey_question WHERE survey = ? ORDER BY position", (name,)
	)
	return SurveyForm(
		**{key: row[key] for key in row.keys()},  # noqa: SIM118 - a Row iterates over its values
		questions=tuple(_question(question) for question in questions),
	)


def _question(row: sqlite3.Row) -> Question:
	return Question(
		row["id"],
		row["kind"],
		row["text_en"],
		row["text_ar"],
		bool(row["required"]),
		tuple(json.loads(row["options"])),
	)


def new_invitation_name(connection: sqlite3.Connection) -> str:
	"""The name comes first: the link's token is derived from it."""
	return next_name(connection, INVITATION_PREFIX)


def add_invitation(
	connection: sqlite3.Connection,
	name: str,
	survey: str,
	customer: str,
	invoice: str,
	token_hash: str,
	plan: InvitationPlan,
	now: datetime,
) -> None:
	connection.execute(
		"""INSERT INTO survey_invitation (name, survey, customer, invoice, token_hash, state, reason, created_at,
		send_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
		(
			name,
			survey,
			customer,
			invoice,
			token_hash,
			plan.state,
			plan.reason_code or "",
			_text(now),
			_text(plan.send_at),
			_text(plan.expires_at),
		),
	)


def is_invited(connection: sqlite3.Connection, invoice: str) -> bool:
	row = connection.execute("SELECT 1 FROM survey_invitation WHERE invoice = ?", (invoice,)).fetchone()
	return row is not None


def last_invited_at(connection: sqlite3.Connection, customer: str) -> datetime | None:
	moment = connection.execute(
		"SELECT max(created_at) FROM survey_invitation WHERE customer = ? AND state <> 'Not Sent'",
		(customer,),
	).fetchone()[0]
	return datetime.fromisoformat(moment) if moment else None


def invitation(connection: sqlite3.Connection, name: str) -> Invitation | None:
	return _invitation(
		connection.execute("SELECT * FROM survey_invitation WHERE name = ?", (name,)).fetchone()
	)


def invitation_by_token_hash(connection: sqlite3.Connection, token_hash: str) -> Invitation | None:
	return _invitation(
		connection.execute("SELECT * FROM survey_invitation WHERE token_hash = ?", (token_hash,)).fetchone()
	)


def _invitation(row: sqlite3.Row | None) -> Invitation | None:
	if row is None:
		return None
	expires_at = datetime.fromisoformat(row["expires_at"]) if row["expires_at"] else None
	return Invitation(row["name"], row["survey"], row["customer"], row["invoice"], row["state"], expires_at)


def set_state(connection: sqlite3.Connection, invitation: str, state: State) -> None:
	connection.execute("UPDATE survey_invitation SET state = ? WHERE name = ?", (state, invitation))


def withdraw(connection: sqlite3.Connection, invoice: str) -> None:
	"""Close the link of a cancelled invoice, unless the customer has answered."""
	connection.execute(
		"""UPDATE survey_invitation SET state = 'Expired'
		WHERE invoice = ? AND state NOT IN ('Answered', 'Not Sent')""",
		(invoice,),
	)


def expire(connection: sqlite3.Connection, now: datetime) -> None:
	"""Mark the invitations that nobody answered in time."""
	connection.execute(
		"""UPDATE survey_invitation SET state = 'Expired'
		WHERE expires_at < ? AND state NOT IN ('Answered', 'Not Sent', 'Expired')""",
		(_text(now),),
	)


def add_response(
	connection: sqlite3.Connection,
	invitation: Invitation,
	language: str,
	answers: list[Answer],
	scored: Scored,
	now: datetime,
) -> str:
	name = next_name(connection, RESPONSE_PREFIX)
	connection.execute(
		"""INSERT INTO survey_response (name, invitation, customer, invoice, language, score, rating, comment, low,
		answered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
		(
			name,
			invitation.name,
			invitation.customer,
			invitation.invoice,
			language,
			None if scored.score is None else str(scored.score),
			scored.rating,
			scored.comment,
			int(scored.low),
			_text(now),
		),
	)
	connection.executemany(
		"INSERT INTO survey_answer (response, question, value) VALUES (?, ?, ?)",
		[(name, answer.question, json.dumps(answer.value, ensure_ascii=False)) for answer in answers],
	)
	return name


def responses(
	connection: sqlite3.Connection, from_date: date | None, to_date: date | None, limit: int
) -> list[sqlite3.Row]:
	"""The latest answers of a period, with the customer, the service and the follow-up."""
	return connection.execute(
		"""SELECT response.*, customer.customer_name, customer.customer_name_ar, invoice.service_type,
			follow_up.name AS follow_up
		FROM survey_response AS response
		JOIN customer ON customer.name = response.customer
		JOIN invoice ON invoice.name = response.invoice
		LEFT JOIN follow_up ON follow_up.response = response.name
		WHERE date(response.answered_at) BETWEEN ? AND ?
		ORDER BY response.answered_at DESC, response.name DESC LIMIT ?""",
		(*_period(from_date, to_date), limit),
	).fetchall()


def ratings(connection: sqlite3.Connection, from_date: date | None, to_date: date | None) -> list[int]:
	rows = connection.execute(
		"SELECT rating FROM survey_response WHERE rating IS NOT NULL AND date(answered_at) BETWEEN ? AND ?",
		_period(from_date, to_date),
	)
	return [row["rating"] for row in rows]


def sent_and_answered(
	connection: sqlite3.Connection, from_date: date | None, to_date: date | None
) -> tuple[int, int]:
	"""How many invitations went out in a period, and how many of them were answered."""
	row = connection.execute(
		"""SELECT count(*) AS sent, coalesce(sum(state = 'Answered'), 0) AS answered FROM survey_invitation
		WHERE state NOT IN ('Not Sent', 'Scheduled') AND date(created_at) BETWEEN ? AND ?""",
		_period(from_date, to_date),
	).fetchone()
	return row["sent"], row["answered"]


def last_of(connection: sqlite3.Connection, customer: str) -> sqlite3.Row | None:
	"""A customer's latest answers."""
	row: sqlite3.Row | None = connection.execute(
		"SELECT * FROM survey_response WHERE customer = ? ORDER BY answered_at DESC, name DESC LIMIT 1",
		(customer,),
	).fetchone()
	return row


def count_of(connection: sqlite3.Connection, customer: str) -> int:
	return int(
		connection.execute("SELECT count(*) FROM survey_response WHERE customer = ?", (customer,)).fetchone()[
			0
		]
	)


def _period(from_date: date | None, to_date: date | None) -> tuple[str, str]:
	return (from_date or date.min).isoformat(), (to_date or date.max).isoformat()


def _text(moment: datetime | None) -> str | None:
	return None if moment is None else moment.isoformat(timespec="seconds")
