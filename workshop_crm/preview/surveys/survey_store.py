"""The survey forms as core knows them, and questions about invitations and answers."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, time

from workshop_crm.core.common.periods import Period
from workshop_crm.core.surveys.asked import ASKED_ON, IS_LEAVING
from workshop_crm.core.surveys.default_rules import default_rules
from workshop_crm.core.surveys.defaults import DEFAULT_CADENCE, DEFAULT_TRIGGERS
from workshop_crm.core.surveys.follow_up_rules import Rule, rule_of
from workshop_crm.core.surveys.invitation import ANSWERABLE, EXPIRED
from workshop_crm.core.surveys.model import SurveyForm
from workshop_crm.core.surveys.records import form_of, form_record
from workshop_crm.preview import records
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.records import Record, query
from workshop_crm.preview.schema.columns import to_moment

INVITATION, RESPONSE = "Survey Invitation", "Survey Response"
# The Julian day before day 1 of the proleptic calendar.
BEFORE_DAY_ONE = 1721424.5


def add_form(connection: sqlite3.Connection, form: SurveyForm, now: datetime) -> None:
	"""The survey that a workshop starts with: its form, who is asked when, its messages and its follow-ups."""
	rows = {
		"triggers": DEFAULT_TRIGGERS,
		"cadence": DEFAULT_CADENCE,
		"follow_up_rules": default_rules(form),
	}
	records.insert(connection, "Survey", {**form_record(form), **rows}, now)


def read_form(connection: sqlite3.Connection, name: str) -> SurveyForm | None:
	survey = records.first(connection, "Survey", {"name": name})
	return form_of(survey, records.rows_of(connection, "Survey", name, "questions")) if survey else None


def read_rules(connection: sqlite3.Connection, name: str) -> list[Rule]:
	"""The follow-up rules of a survey, in their order."""
	return [rule_of(row) for row in records.rows_of(connection, "Survey", name, "follow_up_rules")]


def withdraw(connection: sqlite3.Connection, invoice: str, now: datetime) -> None:
	"""Close the link of a cancelled invoice, unless the customer has answered."""
	_expire(connection, {"reference_name": invoice}, now)


def expire(connection: sqlite3.Connection, now: datetime) -> None:
	"""Mark the invitations that nobody answered in time."""
	_expire(connection, {"expires_on": ("<", now)}, now)


def _expire(connection: sqlite3.Connection, which: records.Filters, now: datetime) -> None:
	"""With the messages that wait for their time."""
	open_ones = records.find(
		connection, INVITATION, {**which, "status": ("in", ANSWERABLE)}, fields=("name",)
	)
	for invitation in open_ones:
		records.update(connection, INVITATION, invitation["name"], EXPIRED, now)
		messages.withdraw(connection, (INVITATION, invitation["name"]), now)


def responses(connection: sqlite3.Connection, period: Period, limit: int, offset: int) -> list[Record]:
	"""The latest answers of a period with their customers' names."""
	return query(
		connection,
		"""SELECT response.*, customer.customer_name, customer.customer_name_ar
		FROM "tabSurvey Response" AS response JOIN tabCustomer AS customer ON customer.name = response.customer
		WHERE response.answered_on BETWEEN ? AND ?
		ORDER BY response.answered_on DESC, response.name DESC LIMIT ? OFFSET ?""",
		(*map(to_moment, moments(period)), limit, offset),
	)


def count_responses(connection: sqlite3.Connection, period: Period) -> int:
	return records.count(connection, RESPONSE, {"answered_on": ("between", moments(period))})


def ratings(connection: sqlite3.Connection, period: Period) -> dict[int, int]:
	"""How many answers have each rating."""
	rows = connection.execute(
		"""SELECT rating, COUNT(*) FROM "tabSurvey Response"
		WHERE rating > 0 AND answered_on BETWEEN ? AND ? GROUP BY rating""",
		tuple(map(to_moment, moments(period))),
	)
	return dict(rows.fetchall())


def ordinal(moment: str) -> str:
	"""SQL for the proleptic ordinal of the day of a moment."""
	return f"CAST(julianday(substr({moment}, 1, 10)) - {BEFORE_DAY_ONE} AS INTEGER)"


def asked_about_others(connection: sqlite3.Connection, customer: str, key: str) -> list[Record]:
	"""A customer's invitations to other visits, as `asked.asked_moments` takes them."""
	return query(
		connection,
		f"""SELECT sent_on, send_after, status, {ASKED_ON} AS asked_on, {IS_LEAVING} AS is_leaving
		FROM "tabSurvey Invitation" WHERE customer = ? AND visit_key <> ?""",
		(customer, key),
	)


def moments(period: Period) -> tuple[datetime, datetime]:
	"""From the beginning of the first day to the end of the last."""
	return (
		datetime.combine(period.start or date.min, time.min),
		datetime.combine(period.end or date.max, time.max),
	)
