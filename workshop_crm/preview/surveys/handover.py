"""The link of a visit given to the customer at the handover: on the counter's screen, or printed on the invoice."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.surveys.asking import (
	counter_view,
	require_askable,
	require_survey,
	why_not_handed_over,
)
from workshop_crm.core.surveys.invitation import ANSWERED, Source, handed_over
from workshop_crm.core.surveys.tokens import Way, derive_token, survey_link
from workshop_crm.core.surveys.visits import Visit, is_asked_about
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.surveys import by_hand, invitations, triggers
from workshop_crm.preview.surveys.survey_store import INVITATION
from workshop_crm.preview.translate import translator


def today(call: Call) -> list[dict[str, Any]]:
	"""Today's finished visits that nobody has answered yet."""
	seen = by_hand.visits_since(call, call.today, {})
	known = by_hand.invitations_to(call, seen)
	listed = by_hand.rows(call, seen, known, [""] * len(seen))
	return [
		row
		for row, invitation in zip(listed, known, strict=True)
		if not why_not_handed_over(invitation, call.now)
	]


def open_for(call: Call, doctype: str, document: str) -> dict[str, Any]:
	"""The link and its code for the customer who stands at the counter."""
	visit = by_hand.visit_to_ask(call, doctype, document)
	name = _hand_over(call, visit, "Handover")
	language = records.get(call.connection, INVITATION, name)["language"]
	return counter_view(
		name, _link(call, name, "Handover"), language, lambda text, code: translator(code)(text)
	)


def is_answered(call: Call, invitation: str) -> dict[str, bool]:
	"""Whether the customer has finished, so that the tablet can be taken back."""
	return {"answered": records.get(call.connection, INVITATION, invitation)["status"] == ANSWERED}


def link_to_print(call: Call, invoice: str) -> str:
	"""The link on an invoice's paper; empty where nobody is asked."""
	visit = triggers.visit_of(records.get(call.connection, triggers.INVOICE, invoice), call.settings)
	is_on = call.settings.surveys_enabled and call.settings.survey_code_on_invoices
	if not (is_on and is_asked_about(visit, call.today) and by_hand.survey_for(call, invoice)):
		return ""
	if why_not_handed_over(invitations.of_visit(call.connection, visit), call.now):
		return ""
	return _link(call, _hand_over(call, visit, "Print"), "Print")


def _hand_over(call: Call, visit: Visit, source: Source) -> str:
	known = invitations.of_visit(call.connection, visit)
	require_askable(why_not_handed_over(known, call.now))
	asked = known["survey"] if known else by_hand.survey_for(call, visit.document)
	survey = require_survey(asked, call.settings.surveys_enabled)
	changes = handed_over(known, call.now, call.settings.invitation_valid_days)
	if known is None:
		return invitations.create(call.connection, call.settings, visit, survey, source, changes, call.now)
	if changes:
		records.update(call.connection, INVITATION, known["name"], changes, call.now)
	return str(known["name"])


def _link(call: Call, invitation: str, way: Way) -> str:
	token = derive_token(call.settings.invitation_secret, invitation)
	return survey_link(call.settings.public_url or call.base_url, token, way)
