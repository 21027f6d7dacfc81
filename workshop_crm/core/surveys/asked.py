"""When a customer was asked: for the dashboard, which counts whom the funnel counts, and for the caps of the triggers.

A link that was handed over asks at that moment, a message when it has left, and not when it was written: it may wait, fail or be
withdrawn. What was opened or answered has reached somebody, whatever is known of its message.

It is SQL that both databases read, on the unaliased tables, because a million invitations are counted by it. `story.has_asked` says
the same of one invitation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from workshop_crm.core.surveys.invitation import SCHEDULED
from workshop_crm.core.surveys.response import WITHOUT_MESSAGE
from workshop_crm.core.surveys.story import ARRIVED, LEFT

INVITATION = "`tabSurvey Invitation`"
MESSAGE = "`tabCustomer Message`"
LEAVING = ("Outbox", "Queued", "Sending", "Doubtful")
"""A message in one of these states has not left, as far as is known, and may still."""

_OF_IT = f"""sent.reference_doctype = 'Survey Invitation' AND sent.reference_name = {INVITATION}.name"""
_LEFT_ON = f"""(SELECT MIN(COALESCE(sent.sent_on, sent.creation)) FROM {MESSAGE} AS sent
	WHERE {_OF_IT} AND sent.status IN {LEFT})"""

ASKED_ON = f"""(CASE WHEN {INVITATION}.contacts = 0 OR {INVITATION}.source IN {WITHOUT_MESSAGE} THEN {INVITATION}.sent_on
	ELSE COALESCE({_LEFT_ON}, {INVITATION}.opened_on, CASE WHEN {INVITATION}.status = 'Answered' THEN {INVITATION}.sent_on END)
	END)"""
"""The moment; NULL for whom nothing has reached yet."""

HAS_BEEN_WRITTEN = f"{INVITATION}.sent_on IS NOT NULL"
"""Whoever was asked has this, and an index finds them by it: nobody is asked before."""

DELIVERED, OPENED = 1, 2
HOW_FAR = f"""(CASE WHEN {INVITATION}.opened_on IS NOT NULL THEN {OPENED}
	WHEN {INVITATION}.contacts = 0 OR {INVITATION}.source IN {WITHOUT_MESSAGE}
		OR EXISTS (SELECT 1 FROM {MESSAGE} AS sent WHERE {_OF_IT} AND sent.status IN {ARRIVED}) THEN {DELIVERED}
	ELSE 0 END)"""
"""How far an invitation is known to have got without an answer: DELIVERED into the hand or to the phone, OPENED, or 0."""

IS_LEAVING = f"""EXISTS (SELECT 1 FROM {MESSAGE} AS sent WHERE {_OF_IT} AND sent.status IN {LEAVING} AND sent.unwanted = 0)"""


def asked_moments(invitations: Iterable[Mapping[str, Any]]) -> list[datetime]:
	"""When a customer was asked, or is going to be, from the invitations to other visits.

	Each has `asked_on` and `is_leaving` beside its own fields.
	"""
	return [moment for moment in map(_moment, invitations) if moment]


def _moment(invitation: Mapping[str, Any]) -> datetime | None:
	if invitation["asked_on"]:
		return datetime.fromisoformat(str(invitation["asked_on"]))
	if invitation["status"] == SCHEDULED:
		return invitation["send_after"]  # type: ignore[no-any-return]
	return invitation["sent_on"] if invitation["is_leaving"] else None
