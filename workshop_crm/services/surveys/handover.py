"""The link of a visit given to the customer at the handover: on the counter's screen, or printed on the invoice."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from workshop_crm.core.surveys.asking import (
	counter_view,
	require_askable,
	require_survey,
	why_not_handed_over,
)
from workshop_crm.core.surveys.invitation import ANSWERED, Source, handed_over
from workshop_crm.core.surveys.tokens import Way, survey_link
from workshop_crm.core.surveys.visits import Visit, is_asked_about
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.permissions import require_record, require_staff
from workshop_crm.services.platform.survey_links import INVITATION, token_of
from workshop_crm.services.platform.words import _
from workshop_crm.services.surveys import by_hand, invitations, recent, visits


def today() -> list[dict[str, Any]]:
	"""Today's finished visits that nobody has answered yet."""
	require_staff()
	seen = recent.visits_since(getdate())
	now = now_datetime()
	reasons = [why_not_handed_over(invitation, now) for invitation in recent.invitations_to(seen)]
	return [
		row for row, reason in zip(recent.rows(seen, [""] * len(seen)), reasons, strict=True) if not reason
	]


def open_for(doctype: str, document: str) -> dict[str, Any]:
	"""The link and its code for the customer who stands at the counter."""
	require_staff()
	name = _hand_over(by_hand.visit_to_ask(doctype, document), doctype, document, "Handover")
	language = frappe.db.get_value(INVITATION, name, "language")
	return counter_view(name, _link(name, "Handover"), language, _)


def is_answered(invitation: str) -> dict[str, bool]:
	"""Whether the customer has finished, so that the tablet can be taken back."""
	require_staff()
	require_record(INVITATION, invitation)
	return {"answered": frappe.db.get_value(INVITATION, invitation, "status") == ANSWERED}


def link_to_print(invoice: Document) -> str:
	"""The link on an invoice's paper; empty where nobody is asked. It never keeps the paper from being printed.

	What is printed may come from a browser: the link is that of the invoice as it is stored.
	"""
	if invoice.docstatus != 1 or not settings.prints_survey_code():
		return ""
	link = ""
	with isolated("Survey code on an invoice", invoice.doctype, invoice.name):
		require_record(invoice.doctype, invoice.name)
		link = _printed(frappe.get_doc(invoice.doctype, invoice.name))
	return link


def _printed(invoice: Document) -> str:
	visit = visits.visit_of(invoice, recent.row_of(invoice.doctype))
	survey = invoice.docstatus == 1 and by_hand.survey_for(invoice.doctype, invoice.name)
	if not (is_asked_about(visit, getdate()) and survey and invitations.rules().enabled):
		return ""
	if why_not_handed_over(invitations.of_visit(visit), now_datetime()):
		return ""
	name = _hand_over(visit, invoice.doctype, invoice.name, "Print")
	# Printing is a GET request, which Frappe rolls back unless it is told otherwise.
	frappe.local.flags.commit = True
	return _link(name, "Print")


def _hand_over(visit: Visit, doctype: str, document: str, source: Source) -> str:
	now, rules = now_datetime(), invitations.rules()
	known = invitations.of_visit(visit)
	require_askable(why_not_handed_over(known, now))
	survey = require_survey(known.survey if known else by_hand.survey_for(doctype, document), rules.enabled)
	changes = handed_over(known, now, rules.valid_days)
	if known is None:
		return invitations.create(visit, survey, source, changes)
	if changes:
		frappe.db.set_value(INVITATION, known.name, changes)
	return known.name


def _link(invitation: str, way: Way) -> str:
	return survey_link(settings.public_url(), token_of(invitation), way)
