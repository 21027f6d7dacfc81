"""The form on the answer page, sent with JavaScript or without."""

from __future__ import annotations

from workshop_crm.adapters.photos.jpeg import draw_anew
from workshop_crm.core.surveys.answers import read_answers
from workshop_crm.core.surveys.call_request import called
from workshop_crm.core.surveys.guest_page import opened
from workshop_crm.core.surveys.invitation import require_valid
from workshop_crm.core.surveys.receipts import is_receipt, new_receipt
from workshop_crm.core.surveys.submission import Outcome, Submission, first_answer
from workshop_crm.core.surveys.tokens import way_of
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.records import Record
from workshop_crm.preview.surveys import answers, follow_ups, photos
from workshop_crm.preview.surveys.survey_store import INVITATION, RESPONSE


def send(call: Call, token: str, submission: Submission) -> Outcome:
	"""Record what was sent, once. Raises NotFound for a link that leads nowhere, InvalidInput when nothing was answered.

	Who sends a second time gets the same thanks, but no receipt: it may be somebody else.
	"""
	found = answers.open_link(call.connection, token, call.now)
	link = require_valid(found.state if found else "unavailable", found)
	if link.state != "open":
		return Outcome()
	spoken = submission.language or link.invitation["language"]
	checked = read_answers(link.form, submission.raw, spoken)
	pictures = draw_anew(checked)
	if checked.problems:
		return Outcome(problems=checked.problems)
	response = answers.keep(
		call.connection,
		call.settings,
		link,
		checked.answers,
		spoken,
		way_of(token),
		call.now,
		call.translate,
	)
	photos.keep(call.workshop.data, response, pictures)
	return Outcome(new_receipt(call.settings.invitation_secret, link.invitation["name"], call.now))


def ask_for_call(call: Call, token: str, receipt: str) -> bool:
	"""Open a follow-up for a guest who has just answered; twice opens one. False for anybody else."""
	invitation = answered_now(call, token, receipt)
	response = invitation and records.first(call.connection, RESPONSE, {"invitation": invitation["name"]})
	if not response:
		return False
	if not response["call_requested_on"]:
		issue = follow_ups.open_call_request(call, response)
		changes = {**called(call.now), "follow_up": issue}
		records.update(call.connection, RESPONSE, response["name"], changes, call.now)
	return True


def answered_now(call: Call, token: str, receipt: str) -> Record | None:
	"""The invitation of a guest who shows a good receipt of it."""
	found = answers.open_link(call.connection, token, call.now) if receipt else None
	if found is None:
		return None
	secret, name = call.settings.invitation_secret, found.invitation["name"]
	return found.invitation if is_receipt(secret, name, receipt, call.now) else None


def is_called(call: Call, invitation: Record) -> bool:
	"""Whether this guest asked for a call."""
	response = records.first(call.connection, RESPONSE, {"invitation": invitation["name"]})
	return bool(response and response["call_requested_on"])


def first_answer_of(call: Call, token: str, text: str) -> dict[str, list[str]]:
	"""What a link of the message says the first answer is."""
	found = answers.open_link(call.connection, token, call.now)
	return first_answer(found.form, text, found.invitation["language"]) if found else {}


def note_opened(call: Call, token: str) -> None:
	"""Remember when somebody first looked at an open survey."""
	found = answers.open_link(call.connection, token, call.now)
	if found and found.state == "open":
		changes = opened(found.invitation, call.now)
		records.update(call.connection, INVITATION, found.invitation["name"], changes, call.now)
