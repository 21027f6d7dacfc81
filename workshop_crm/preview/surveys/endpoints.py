"""What customers answer, and what becomes of low scores."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from workshop_crm.core.common.channels import read_channel
from workshop_crm.core.common.languages import read_language
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.common.periods import read_period
from workshop_crm.core.common.spreadsheets import CONTENT_TYPES
from workshop_crm.core.surveys import export
from workshop_crm.core.surveys.follow_up_list import read_part
from workshop_crm.core.surveys.follow_up_steps import read_key
from workshop_crm.core.surveys.follow_up_work import ActArguments
from workshop_crm.core.surveys.invitation import response_rate
from workshop_crm.core.surveys.response import csat_view, response_view
from workshop_crm.core.surveys.scores.filters import FilterArguments, ResultFilters
from workshop_crm.preview import records
from workshop_crm.preview.call import Call, Download, reads, writes
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.surveys import by_hand, submissions, survey_store
from workshop_crm.preview.surveys import follow_up_list as cases
from workshop_crm.preview.surveys import follow_up_work as work
from workshop_crm.preview.surveys import handover as counter
from workshop_crm.preview.surveys import photos as kept_photos
from workshop_crm.preview.surveys.answers import record, show_form
from workshop_crm.preview.translate import direction


@reads
def form(call: Call, token: str) -> dict[str, Any]:
	return show_form(call.connection, token, call.now)


@writes
def answer(call: Call, token: str, answers: dict[str, Any], language: str | None = None) -> dict[str, Any]:
	"""Recorded once: a second answer to the same link is thanked for and not kept."""
	chosen = read_language(language)
	thanks = record(call.connection, call.settings, token, answers, chosen, call.now, call.translate)
	queue.enqueue(call.connection, kinds.ANALYSE, now=call.now, delay=kinds.ANALYTICS_DELAY)
	return thanks


@writes
def opened(call: Call, token: str) -> None:
	"""The page itself tells it, once it is drawn."""
	submissions.note_opened(call, token)


@reads
def responses(
	call: Call,
	from_date: str | None = None,
	to_date: str | None = None,
	limit: int = 50,
	offset: int = 0,
) -> dict[str, Any]:
	from workshop_crm.preview.surveys import response_funnel  # see _results

	period = read_period(from_date, to_date)
	asked, answered = response_funnel.asked_and_answered(call.connection, period, call.today)
	latest = survey_store.responses(call.connection, period, at_most(limit), rows_before(offset))
	return {
		"responses": [response_view(response, call.language) for response in latest],
		"total": survey_store.count_responses(call.connection, period),
		"csat": csat_view(survey_store.ratings(call.connection, period)),
		"response_rate": response_rate(asked, answered),
	}


@reads
def ask_choices(call: Call, customer: str) -> dict[str, Any]:
	return by_hand.choices(call, customer)


@writes
def ask(call: Call, doctype: str, document: str, channel: str | None = None) -> dict[str, str]:
	return by_hand.ask(call, doctype, document, read_channel(channel))


@reads
def handover(call: Call) -> list[dict[str, Any]]:
	return counter.today(call)


@writes
def hand_over(call: Call, doctype: str, document: str) -> dict[str, Any]:
	return counter.open_for(call, doctype, document)


@reads
def handed_over(call: Call, invitation: str) -> dict[str, bool]:
	return counter.is_answered(call, invitation)


@reads
def follow_ups(call: Call, part: str = "", limit: int = 50, offset: int = 0) -> dict[str, Any]:
	return cases.listed(call, read_part(part), limit, offset)


@reads
def follow_up_history(call: Call, follow_up: str) -> dict[str, Any]:
	return cases.history(call, follow_up)


@reads
def follow_up_people(call: Call, follow_up: str) -> dict[str, Any]:
	return work.people(call, follow_up)


@writes
def note_contact(call: Call, follow_up: str, key: str = "") -> dict[str, str]:
	return work.note_contact(call, follow_up, read_key(key))


@writes
def note_follow_up(call: Call, follow_up: str, note: str, key: str = "") -> dict[str, str]:
	return work.note(call, follow_up, note, read_key(key))


@writes
def assign_follow_up(call: Call, follow_up: str, act: ActArguments, user: str = "") -> dict[str, str]:
	return work.give(call, follow_up, user, act.read())


@writes
def schedule_follow_up(call: Call, follow_up: str, act: ActArguments, due_on: str = "") -> dict[str, str]:
	return work.schedule(call, follow_up, due_on, act.read())


@writes
def snooze_follow_up(call: Call, follow_up: str, days: int, act: ActArguments) -> dict[str, str]:
	return work.snooze(call, follow_up, days, act.read())


@writes
def close_follow_up(
	call: Call, follow_up: str, act: ActArguments, reason: str = "", note: str = ""
) -> dict[str, str]:
	return work.close(call, follow_up, note, reason, act.read())


@writes
def reopen_follow_up(call: Call, follow_up: str, act: ActArguments, note: str = "") -> dict[str, str]:
	return work.reopen(call, follow_up, note, act.read())


@reads
def results(call: Call, filters: FilterArguments) -> dict[str, Any]:
	reply: dict[str, Any] = _results().scores(call.connection, filters.read(), call.now)
	return reply


@reads
def funnel(call: Call, filters: FilterArguments) -> dict[str, Any]:
	return _funnel(call, filters.read())


@reads
def answer_list(
	call: Call, filters: FilterArguments, only: str = "", limit: int = 50, offset: int = 0
) -> dict[str, Any]:
	rows, start = at_most(limit), rows_before(offset)
	reply: dict[str, Any] = _results().answers(
		call.connection, filters.read(), only, rows, start, call.language
	)
	return reply


@reads
def photos(call: Call, response: str) -> list[dict[str, str]]:
	records.get(call.connection, survey_store.RESPONSE, response)
	return kept_photos.of_response(call.workshop.data, response)


@reads
def export_results(call: Call, filters: FilterArguments, table: str, kind: str = "csv") -> Download:
	"""A table of the results as a spreadsheet opens it."""
	known = export.check_file(table, kind)
	document = _document(call, table, filters.read())
	body = export.file_of(table, known, document, call.translate, direction(call.language) == "rtl")
	return Download(f"surveys-{table}-{call.today.isoformat()}.{known}", CONTENT_TYPES[known], body)


def _results() -> ModuleType:
	from workshop_crm.preview.surveys import results  # numpy is not loaded with the server

	return results


def _funnel(call: Call, filters: ResultFilters) -> dict[str, Any]:
	from workshop_crm.preview.surveys import response_funnel  # see _results

	return response_funnel.view(call.connection, filters, call.today)


def _document(call: Call, table: str, filters: ResultFilters) -> dict[str, Any]:
	reply: dict[str, Any]
	if table == export.FUNNEL:
		reply = _funnel(call, filters)
	elif table == export.ANSWERS:
		reply = _results().answers(call.connection, filters, "", export.MAX_ANSWERS, 0, call.language)
	else:
		reply = _results().scores(call.connection, filters, call.now)
	return reply
