"""Asking about a visit by hand, from the customer's profile."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.utils import getdate, now_datetime

from workshop_crm.core.common.channels import LABELS, MESSAGE_CHANNELS, Channel
from workshop_crm.core.common.errors import Conflict, InvalidInput
from workshop_crm.core.messaging.channels import why_not
from workshop_crm.core.surveys.asking import (
	NO_VISIT,
	oldest_by_hand,
	require_askable,
	require_survey,
	why_not_by_hand,
)
from workshop_crm.core.surveys.invitation import NOT_SENT
from workshop_crm.core.surveys.visits import Visit
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.platform.permissions import require_customer, require_record, require_staff
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.platform.words import _
from workshop_crm.services.surveys import cadence, invitations, recent, triggers, visits

SURVEY = "Survey"


def choices(customer: str) -> dict[str, Any]:
	"""The visits of the last weeks and the channels, each with the reason why it cannot be chosen."""
	require_customer(customer)
	seen = recent.visits_since(oldest_by_hand(getdate()), customer)
	reasons = [why_not_by_hand(invitation) for invitation in recent.invitations_to(seen)]
	recipient = recipient_of(frappe.get_doc("Customer", customer))
	channels = [
		{"channel": channel, "label": _(LABELS[channel]), "reason": _(why_not(recipient, channel) or "")}
		for channel in MESSAGE_CHANNELS
	]
	return {
		"visits": [
			{**row, "can_ask": not reason}
			for row, reason in zip(recent.rows(seen, reasons), reasons, strict=True)
		],
		"channels": channels,
	}


def ask(doctype: str, document: str, channel: Channel | None) -> dict[str, str]:
	"""Write the first message about a visit now. Raises Conflict with the reason when nobody can be asked."""
	require_staff()
	visit, now = visit_to_ask(doctype, document), now_datetime()
	known = invitations.of_visit(visit)
	require_askable(why_not_by_hand(known))
	survey = require_survey(
		known.survey if known else survey_for(doctype, document), invitations.rules().enabled
	)
	state = invitations.planned(visit, None, survey, now)
	if state["status"] == NOT_SENT:
		raise Conflict(state["reason"])
	if known:
		frappe.db.set_value(INVITATION, known.name, state)
	name = known.name if known else invitations.create(visit, survey, "Manual", state)
	cadence.contact(name, now, channel)
	asked = frappe.db.get_value(INVITATION, name, ["status", "reason", "contacts"], as_dict=True)
	if not asked.contacts and asked.reason:
		raise Conflict(asked.reason)
	return {"invitation": name, "status": asked.status}


def visit_to_ask(doctype: str, document: str) -> Visit:
	"""A visit of the last weeks that the user may see, by one of its documents. Raises InvalidInput for anything else."""
	require_record_of_visit(doctype, document)
	visit = visits.visit_of(frappe.get_doc(doctype, document), recent.row_of(doctype))
	is_real = not (visit.is_cancelled or visit.is_return or visit.is_consolidated) and visit.customer
	if not is_real or visit.visited_on < oldest_by_hand(getdate()):
		raise InvalidInput(NO_VISIT)
	require_customer(visit.customer)
	return visit


def require_record_of_visit(doctype: str, document: str) -> None:
	"""Only invoices and documents that a survey names are visits."""
	if doctype not in (*INVOICE_DOCTYPES, *triggers.of_doctypes()):
		raise InvalidInput(NO_VISIT)
	require_record(doctype, document)
	if frappe.db.get_value(doctype, document, "docstatus") != 1 and not _is_in_state(doctype, document):
		raise InvalidInput(NO_VISIT)


def survey_for(doctype: str, document: str) -> str | None:
	"""The survey whose row the document meets, or the first one that is on."""
	row = triggers.met_by(frappe.get_doc(doctype, document))
	return row.survey if row else frappe.db.get_value(SURVEY, {"enabled": 1}, "name", order_by="creation")


def _is_in_state(doctype: str, document: str) -> bool:
	return triggers.met_by(frappe.get_doc(doctype, document)) is not None
