"""A rating that a customer writes back to an invitation. Registered in hooks.py for messages of customers."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.core.messaging import inbound
from workshop_crm.core.surveys.invitation import ANSWERED
from workshop_crm.core.surveys.replies import answer_in_reply
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.surveys import answers, invitations, versions


def take(message: Document) -> bool:
	"""Record a bare number as the answer to the invitation that the message replies to; returns whether it was one.

	The answer counts as one from the page does; until the link ends, the page takes the rest. A second number, words, and what comes after the end are left to a person.
	"""
	reading = inbound.read(message.text or "")
	if message.reference_doctype != INVITATION or reading.meaning != "rating" or reading.rating is None:
		return False
	invitation = invitations.locked(message.reference_name)
	if invitation is None or invitation.status == ANSWERED or answers.state_of(invitation) != "open":
		return False
	form = versions.form_of(invitation.as_dict())
	language = invitation.language
	given = answer_in_reply(form, reading.rating, reading.out_of, language)
	if given:
		answers.record(invitation, form, given, language)
		invitation.db_set("can_complete", int(len(form.questions) > 1))
	return bool(given)
