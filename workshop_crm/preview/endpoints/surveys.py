"""What customers answer, and what becomes of low scores."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.surveys.model import Language
from workshop_crm.core.surveys.scoring import csat
from workshop_crm.core.surveys.view import first_names, form_view
from workshop_crm.preview.call import Call, reads, writes
from workshop_crm.preview.endpoints.limits import at_most
from workshop_crm.preview.flows import answers as flow
from workshop_crm.preview.flows.recipients import language_of
from workshop_crm.preview.jobs import kinds
from workshop_crm.preview.records import Record
from workshop_crm.preview.store import follow_ups as cases
from workshop_crm.preview.store import jobs
from workshop_crm.preview.store import surveys as store
from workshop_crm.preview.translate import LANGUAGES


def build_form(call: Call, token: str) -> dict[str, Any]:
	"""What a link shows. An unknown and an expired one look the same."""
	opened = flow.open_link(call.connection, token, call.now)
	if opened.form is None or opened.customer is None:
		return {
			"state": "unavailable",
			"language": call.language,
			"survey": None,
			"first_names": first_names("", ""),
		}
	language = language_of(opened.customer)
	return {
		"state": opened.state,
		"language": language,
		"survey": form_view(opened.form),
		"first_names": first_names(opened.customer["customer_name_ar"], opened.customer["customer_name"]),
	}


@reads
def form(call: Call, token: str) -> dict[str, Any]:
	return build_form(call, token)


@writes
def answer(call: Call, token: str, answers: dict[str, Any], language: str | None = None) -> dict[str, Any]:
	"""Recorded once: a second answer to the same link is thanked for and not kept."""
	if language is not None and language not in LANGUAGES:
		raise InvalidInput(N_("{language} is not one of the languages ar and en."), language=language)
	spoken = cast("Language | None", language)
	thanks = flow.record(call.connection, call.settings, token, answers, spoken, call.now, call.translate)
	jobs.enqueue(call.connection, kinds.ANALYSE, now=call.now, delay=kinds.ANALYTICS_DELAY)
	return {"state": "answered", "thanks": thanks}


@reads
def responses(
	call: Call, from_date: str | None = None, to_date: str | None = None, limit: int = 50
) -> dict[str, Any]:
	# Brings numpy along, which a survey page can do without.
	from workshop_crm.core.analytics.filters import read_filters

	period = read_filters(from_date, to_date)
	rows = store.responses(call.connection, period.from_date, period.to_date, at_most(limit))
	return {
		"responses": [_response(call, row) for row in rows],
		"csat": _csat(call, period.from_date, period.to_date),
		"response_rate": _response_rate(call, period.from_date, period.to_date),
	}


@reads
def follow_ups(call: Call) -> list[dict[str, Any]]:
	"""The open ones, oldest first."""
	return [
		{
			"follow_up": row["name"],
			"customer": row["customer"],
			"name": _shown_name(call, row),
			"title": row["subject"],
			"score": _score(row),
			"comment": row["comment"] or "",
			"opened_on": row["opening_date"].isoformat(),
			"status": row["status"],
			"assigned_to": row["allocated_to"],
		}
		for row in cases.still_open(call.connection)
	]


@writes
def close_follow_up(call: Call, follow_up: str, note: str = "") -> dict[str, Any]:
	cases.close(call.connection, follow_up, note.strip(), call.now)
	return {"follow_up": follow_up, "status": "Closed"}


def _response(call: Call, row: Record) -> dict[str, Any]:
	return {
		"response": row["name"],
		"customer": row["customer"],
		"name": _shown_name(call, row),
		"date": row["answered_on"].date().isoformat(),
		"score": _score(row),
		"rating": row["rating"] or None,
		"comment": row["comment"],
		"service_type": row["service_type"],
		"low": bool(row["is_low"]),
		"follow_up": row["follow_up"],
	}


def _csat(call: Call, from_date: date | None, to_date: date | None) -> dict[str, Any]:
	ratings = store.ratings(call.connection, from_date, to_date)
	return {**csat(ratings)._asdict(), "n": len(ratings)}


def _response_rate(call: Call, from_date: date | None, to_date: date | None) -> dict[str, Any]:
	sent, answered = store.sent_and_answered(call.connection, from_date, to_date)
	return {"sent": sent, "answered": answered, "share": answered / sent if sent else None}


def _shown_name(call: Call, row: Record) -> str:
	return str((call.language == "ar" and row["customer_name_ar"]) or row["customer_name"])


def _score(row: Record) -> float | None:
	score: float | None = row["score"]
	return score
