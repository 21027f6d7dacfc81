"""A survey with every kind of question, asked on either host while a test runs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any

from hosts import Host
from workshop_crm.core.surveys.conditions import Condition
from workshop_crm.core.surveys.defaults import DEFAULT_CADENCE, DEFAULT_SURVEY, DEFAULT_TRIGGERS
from workshop_crm.core.surveys.model import Question, SurveyForm
from workshop_crm.core.surveys.options import Option
from workshop_crm.core.surveys.records import form_record

NAME = "Every kind of question"
REASONS = (Option("wait", "The wait", "الانتظار"), Option("price", "The price", "السعر"))
PLACES = (
	Option("reception", "Reception", "الاستقبال"),
	Option("area", "Waiting area", "صالة الانتظار"),
	Option("app", "Messages", "الرسائل"),
)
EVERY_KIND = SurveyForm(
	NAME,
	"How was your visit?",
	"كيف كانت زيارتك؟",
	"Ten questions, and most of them take one tap.",
	"عشرة أسئلة، معظمها بلمسة واحدة.",
	"Thank you. We read every answer.",
	"شكرًا لك. نقرأ كل إجابة.",
	(
		Question("stars", "rating", "How satisfied are you with this visit?", "ما مدى رضاك عن هذه الزيارة؟", True),
		Question(
			"reason", "single", "What should we improve?", "ما الذي علينا تحسينه؟", True, REASONS,
			show_if=Condition("stars", "at most", "3"),
		),
		Question("mood", "smileys", "How friendly were we?", "ما مدى لطفنا معك؟"),
		Question(
			"clean", "scale", "How clean was the car?", "ما مدى نظافة السيارة؟", False, (),
			"Not clean", "غير نظيفة", "Spotless", "نظيفة تمامًا", lowest=1, highest=10,
		),
		Question("recommend", "nps", "How likely are you to recommend us?", "ما مدى احتمال أن توصي بنا؟"),
		Question("easy", "ces", "It was easy to have my car serviced.", "كانت صيانة سيارتي أمرًا سهلًا."),
		Question("ontime", "yes_no", "Was the car ready on time?", "هل كانت السيارة جاهزة في موعدها؟"),
		Question("liked", "multiple", "What did you like?", "ما الذي أعجبك؟", False, PLACES),
		Question("comment", "text", "What would you like to tell us?", "ماذا تودّ أن تخبرنا؟"),
		Question("damage", "photo", "Would you like to show us something?", "هل تودّ أن ترينا شيئًا؟"),
	),
)  # fmt: skip


@contextmanager
def asked(host: Host, form: SurveyForm = EVERY_KIND) -> Iterator[None]:
	"""New invitations ask this form; afterwards the workshop's own survey is asked again."""
	try:
		_enable(host, form, own=False)
		yield
	finally:
		_enable(host, form, own=True)


@contextmanager
def changed_title(host: Host, title: str) -> Iterator[None]:
	"""Every kind of question under another title, as the owner types it into the form."""
	_set(host, {"title_en": title})
	try:
		yield
	finally:
		_set(host, {"title_en": EVERY_KIND.title_en})


def _set(host: Host, values: dict[str, Any]) -> None:
	from workshop_crm.preview import records
	from workshop_crm.preview.database import connect, writing

	if host.name == "erpnext":
		assert host.request("PUT", f"/api/resource/Survey/{NAME}", json=values).ok
		return
	with closing(connect(host.data)) as connection, writing(connection):
		records.update(connection, "Survey", NAME, values, datetime.now())


def _enable(host: Host, form: SurveyForm, own: bool) -> None:
	"""Either the workshop's own survey is switched on, or this one."""
	switched = {DEFAULT_SURVEY.name: own, form.name: not own}
	return _on_preview(host, form, switched) if host.name == "preview" else _on_site(host, form, switched)


def _on_site(host: Host, form: SurveyForm, switched: dict[str, bool]) -> None:
	if host.request("GET", f"/api/resource/Survey/{form.name}").status_code == 404:
		made = host.request("POST", "/api/resource/Survey", json=_record(form))
		assert made.ok, made.text
	for name, is_on in switched.items():
		saved = host.request("PUT", f"/api/resource/Survey/{name}", json={"enabled": int(is_on)})
		assert saved.ok, saved.text


def _on_preview(host: Host, form: SurveyForm, switched: dict[str, bool]) -> None:
	"""The preview has no form for surveys, so this writes to its file."""
	from workshop_crm.preview import records
	from workshop_crm.preview.database import connect, writing

	now = datetime.now()
	with closing(connect(host.data)) as connection, writing(connection):
		if not records.exists(connection, "Survey", {"name": form.name}):
			records.insert(connection, "Survey", _record(form), now)
		for name, is_on in switched.items():
			records.update(connection, "Survey", name, {"enabled": int(is_on)}, now)


def _record(form: SurveyForm) -> dict[str, Any]:
	return {**form_record(form), "triggers": list(DEFAULT_TRIGGERS), "cadence": list(DEFAULT_CADENCE)}


def stored_responses(host: Host, customer: str) -> list[dict[str, Any]]:
	"""What is stored of a customer's answers: {"name", "version", "answers": {question: value}}."""
	if host.name == "preview":
		with closing(sqlite3.connect(host.data)) as connection:
			found = connection.execute(
				'SELECT name, version FROM "tabSurvey Response" WHERE customer = ?', (customer,)
			).fetchall()
			return [
				{"name": name, "version": version, "answers": dict(_answers(connection, name))}
				for name, version in found
			]
	filters = json.dumps([["customer", "=", customer]])
	listed = host.request("GET", f"/api/resource/Survey Response?filters={filters}&limit=0").json()["data"]
	whole = [
		host.request("GET", f"/api/resource/Survey Response/{row['name']}").json()["data"] for row in listed
	]
	return [
		{
			"name": row["name"],
			"version": row["version"],
			"answers": {one["question_id"]: one["value"] for one in row["answers"]},
		}
		for row in whole
	]


def _answers(connection: sqlite3.Connection, response: str) -> list[tuple[str, str]]:
	return connection.execute(
		'SELECT question_id, value FROM "tabSurvey Answer" WHERE parent = ?', (response,)
	).fetchall()
