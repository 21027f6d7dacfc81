"""The form on the answer page, sent with JavaScript or without."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from workshop_crm.adapters.photos.jpeg import draw_anew
from workshop_crm.core.surveys.answers import read_answers
from workshop_crm.core.surveys.call_request import called
from workshop_crm.core.surveys.guest_page import opened
from workshop_crm.core.surveys.invitation import require_valid
from workshop_crm.core.surveys.receipts import is_receipt, new_receipt
from workshop_crm.core.surveys.replies import as_typed
from workshop_crm.core.surveys.submission import Outcome, Submission, first_answer
from workshop_crm.core.surveys.tokens import way_of
from workshop_crm.services.platform import settings
from workshop_crm.services.surveys import answers, follow_ups, invitations, photos, versions

RESPONSE = "Survey Response"


def send(token: str, submission: Submission) -> Outcome:
	"""Record what was sent, once. Raises NotFound for a link that leads nowhere, InvalidInput when nothing was answered.

	Who sends a second time gets the same thanks, but no receipt: it may be somebody else.
	"""
	invitation = _open_invitation(token)
	if invitation is None:
		return Outcome()
	spoken = submission.language or invitation.language
	form = versions.form_of(invitation.as_dict())
	checked = read_answers(form, submission.raw, spoken)
	# Before the lock: pictures take their time, and who answers by another way need not wait for them.
	pictures = draw_anew(checked)
	if checked.problems:
		return Outcome(problems=checked.problems)
	invitation = _open_invitation(token, for_update=True)
	if invitation is None:
		return Outcome()
	response = answers.record(invitation, form, checked.answers, spoken, way=way_of(token))
	photos.keep(response.name, pictures)
	return Outcome(new_receipt(settings.invitation_secret(), invitation.name, now_datetime()))


def ask_for_call(token: str, receipt: str) -> bool:
	"""Open a follow-up for a guest who has just answered; twice opens one. False for anybody else."""
	invitation = answered_now(token, receipt)
	response = invitation and _response(invitation, for_update=True)
	if response is None:
		return False
	if not response.call_requested_on:
		response.db_set({**called(now_datetime()), "follow_up": follow_ups.open_call_request(response)})
	return True


def answered_now(token: str, receipt: str) -> Document | None:
	"""The invitation of a guest who shows a good receipt of it."""
	invitation = invitations.by_token(token) if receipt else None
	if invitation is None:
		return None
	is_good = is_receipt(settings.invitation_secret(), invitation.name, receipt, now_datetime())
	return invitation if is_good else None


def is_called(invitation: Document) -> bool:
	"""Whether this guest asked for a call."""
	return bool(frappe.db.get_value(RESPONSE, {"invitation": invitation.name}, "call_requested_on"))


def first_answer_of(token: str, text: str) -> dict[str, list[str]]:
	"""What was answered by a message already, or what a link of the message says the first answer is."""
	invitation = invitations.by_token(token)
	if invitation is None:
		return {}
	if kept := answers.kept_answers(invitation):
		return as_typed(kept)
	return first_answer(versions.form_of(invitation.as_dict()), text, invitation.language)


def note_opened(token: str) -> None:
	"""Remember when somebody first looked at an open survey."""
	invitation = invitations.by_token(token)
	if invitation and answers.state_of(invitation) == "open":
		invitation.db_set(opened(invitation.as_dict(), now_datetime()))


def _open_invitation(token: str, for_update: bool = False) -> Document | None:
	"""The invitation of a link, None when it is answered. Raises NotFound for a link that leads nowhere."""
	found = invitations.by_token(token, for_update)
	state = answers.state_of(found)
	invitation = require_valid(state, found)
	return invitation if state == "open" else None


def _response(invitation: Document, for_update: bool) -> Document | None:
	name = frappe.db.get_value(RESPONSE, {"invitation": invitation.name}, "name")
	return frappe.get_doc(RESPONSE, name, for_update=for_update) if name else None
