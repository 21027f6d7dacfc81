"""Asking beside the triggers: by hand from the profile, and at the handover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from workshop_crm.core.common.channels import LABELS, MESSAGE_CHANNELS, Channel
from workshop_crm.core.common.errors import Conflict, InvalidInput
from workshop_crm.core.common.invoices import SUBMITTED
from workshop_crm.core.messaging.channels import why_not
from workshop_crm.core.surveys.asking import (
	NO_VISIT,
	oldest_by_hand,
	one_for_each_visit,
	reason_shown,
	require_askable,
	require_survey,
	visit_row,
	why_not_by_hand,
)
from workshop_crm.core.surveys.invitation import NOT_SENT
from workshop_crm.core.surveys.visits import Visit, invitation_to
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.messaging.recipients import recipient_of
from workshop_crm.preview.records import Record
from workshop_crm.preview.surveys import cadence, invitations, triggers
from workshop_crm.preview.surveys.survey_store import INVITATION


def choices(call: Call, customer: str) -> dict[str, Any]:
	"""The visits of the last weeks and the channels, each with the reason why it cannot be chosen."""
	recipient = recipient_of(call.connection, records.get(call.connection, "Customer", customer))
	seen = visits_since(call, oldest_by_hand(call.today), {"customer": customer})
	known = invitations_to(call, seen)
	reasons = [why_not_by_hand(invitation) for invitation in known]
	return {
		"visits": [
			{**row, "can_ask": not reason}
			for row, reason in zip(rows(call, seen, known, reasons), reasons, strict=True)
		],
		"channels": [
			{
				"channel": channel,
				"label": call.translate(LABELS[channel]),
				"reason": call.translate(why_not(recipient, channel)),
			}
			for channel in MESSAGE_CHANNELS
		],
	}


def ask(call: Call, doctype: str, document: str, channel: Channel | None) -> dict[str, str]:
	"""Write the first message about a visit now. Raises Conflict with the reason when nobody can be asked."""
	visit = visit_to_ask(call, doctype, document)
	known = invitations.of_visit(call.connection, visit)
	require_askable(why_not_by_hand(known))
	survey = require_survey(
		known["survey"] if known else survey_for(call, document), call.settings.surveys_enabled
	)
	state = invitations.planned(call.connection, call.settings, visit, None, survey, call.now)
	if state["status"] == NOT_SENT:
		raise Conflict(state["reason"])
	if known:
		records.update(call.connection, INVITATION, known["name"], state, call.now)
		name = known["name"]
	else:
		name = invitations.create(call.connection, call.settings, visit, survey, "Manual", state, call.now)
	cadence.contact(call.connection, call.settings, name, call.now, channel)
	cadence.wait(call.connection, name, call.now)
	asked = records.get(call.connection, INVITATION, name)
	if not asked["contacts"] and asked["reason"]:
		raise Conflict(asked["reason"])
	return {"invitation": name, "status": asked["status"]}


def visit_to_ask(call: Call, doctype: str, document: str) -> Visit:
	"""A visit of the last weeks by its invoice. Raises InvalidInput for anything else, NotFound for an unknown one."""
	if doctype != triggers.INVOICE:
		raise InvalidInput(NO_VISIT)
	visit = triggers.visit_of(records.get(call.connection, triggers.INVOICE, document), call.settings)
	if visit.is_cancelled or visit.is_return or visit.visited_on < oldest_by_hand(call.today):
		raise InvalidInput(NO_VISIT)
	return visit


def survey_for(call: Call, invoice: str) -> str | None:
	"""The survey whose row the invoice meets, or the first one that is on."""
	row = triggers.met_by(call.connection, records.get(call.connection, triggers.INVOICE, invoice))
	first = records.first(call.connection, "Survey", {"enabled": 1}, "creation")
	if row:
		return row.survey
	return str(first["name"]) if first else None


def visits_since(call: Call, day: date, filters: records.Filters) -> list[Visit]:
	"""One for each visit, the latest first."""
	wanted = {"posting_date": (">=", day), "docstatus": SUBMITTED, "is_return": 0, **filters}
	found = records.find(call.connection, triggers.INVOICE, wanted)
	return one_for_each_visit(triggers.visit_of(invoice, call.settings) for invoice in found)


def invitations_to(call: Call, seen: Sequence[Visit]) -> list[Record | None]:
	"""The invitation to each visit, or None."""
	if not seen:
		return []
	filters = {
		"customer": ("in", sorted({visit.customer for visit in seen})),
		"visited_on": (">=", min(visit.visited_on for visit in seen)),
	}
	known = records.find(call.connection, INVITATION, filters)
	return [invitation_to(visit, known) for visit in seen]


def rows(
	call: Call, seen: Sequence[Visit], known: Sequence[Record | None], reasons: Sequence[str]
) -> list[dict[str, Any]]:
	"""The visits as a screen lists them. `reasons` are translatable."""
	return [
		visit_row(
			visit,
			invitation,
			_names(call, visit),
			call.translate(reason) if reason else reason_shown(invitation, call.today, call.translate),
			call.language,
		)
		for visit, invitation, reason in zip(seen, known, reasons, strict=True)
	]


def _names(call: Call, visit: Visit) -> dict[str, Any]:
	customer = records.get(call.connection, "Customer", visit.customer)
	car = records.first(call.connection, "Vehicle", {"name": visit.vehicle}) if visit.vehicle else None
	service = records.first(call.connection, "Service Type", {"name": visit.service_type}) or {}
	return {
		"customer_name": customer["customer_name"],
		"customer_name_ar": customer["customer_name_ar"],
		"plate_latin": car and car["plate_latin"],
		"plate_ar": car and car["plate_ar"],
		"service_type_ar": service.get("name_ar"),
	}
