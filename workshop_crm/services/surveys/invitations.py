"""Survey invitations: one for each visit, however many documents it has. The only writer of Survey Invitation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from workshop_crm.core.messaging.channels import choose
from workshop_crm.core.surveys.asked import ASKED_ON, IS_LEAVING, asked_moments
from workshop_crm.core.surveys.cadence import next_contact
from workshop_crm.core.surveys.invitation import (
	ANSWERABLE,
	EXPIRED,
	NOT_SENT,
	Source,
	going_on,
	is_due,
	new_invitation,
	progress,
	taken_over,
	takes_messages,
	was_cancelled,
)
from workshop_crm.core.surveys.planning import InvitationRules, Reach, plan
from workshop_crm.core.surveys.tokens import hash_to_find, hash_token
from workshop_crm.core.surveys.triggers import Trigger
from workshop_crm.core.surveys.visits import Visit, invitation_to, is_asked_about, visit_key
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.messaging import messages
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.survey_links import INVITATION, token_of
from workshop_crm.services.surveys import cadence, triggers, versions, visits

LONGEST_CAP_DAYS = 366


def invite(doctype: str, name: str, now: datetime | None = None) -> str | None:
	"""Invite the customer of a document, at once or later; returns the invitation if it is new. Twice invites once.

	`now` is the moment at which it is decided, for visits of the past that are made up.
	"""
	now = now or now_datetime()
	document = frappe.get_doc(doctype, name)
	row = triggers.met_by(document)
	if row is None:
		return None
	visit = visits.visit_of(document, row)
	if not is_asked_about(visit, now.date()):
		return None
	known = of_visit(visit)
	if known is None:
		return _begin(visit, row, now)
	if was_cancelled(known, now) and visits.is_cancelled(known.reference_doctype, known.reference_name):
		_take_over(known, visit, row, now)
	elif takes_messages(known):
		_plan(known, visit, row, now)
	return None


def of_visit(visit: Visit) -> frappe._dict | None:
	"""The invitation that was made for a visit. Until the commit, no other process makes or changes one of its customer.

	The lock makes a second job for the same visit wait and then find the invitation.
	"""
	frappe.db.get_value("Customer", visit.customer, "name", for_update=True)
	return invitation_to(visit, _read(visit))


def create(visit: Visit, survey: str, source: Source, changes: Mapping[str, Any]) -> str:
	"""Make the invitation to a visit that has none; `changes` are its state. See `of_visit` for the lock."""
	language = recipient_of(frappe.get_doc("Customer", visit.customer)).language
	values = {
		**new_invitation(visit, survey, source, language),
		**visits.work_facts(visit.doctype, visit.document),
		"version": versions.current(survey),
		**changes,
	}
	invitation = frappe.get_doc({"doctype": INVITATION, **values}).insert(ignore_permissions=True)
	# The name comes first: the link's token is derived from it.
	invitation.db_set("token_hash", hash_token(token_of(invitation.name)))
	return invitation.name


def planned(visit: Visit, row: Trigger | None, survey: str, now: datetime) -> dict[str, Any]:
	"""The state of an invitation to a visit: when its first message is due, or why there is none."""
	recipient = recipient_of(frappe.get_doc("Customer", visit.customer))
	choice = choose(recipient, messages.channel_order())
	return plan(
		row,
		visit_key(visit),
		_asked_on(visit, now),
		cadence.rules_of_survey(survey),
		cadence.steps_of_survey(survey),
		Reach(choice.channel or "", choice.reason),
		now,
		cadence.allowed(visit.customer),
	)


def rules() -> InvitationRules:
	chosen = settings.survey_settings()
	return InvitationRules(chosen.enabled, chosen.valid_days)


def withdraw(doctype: str, name: str) -> None:
	"""Close the link of a cancelled document, unless the customer has answered."""
	of_document = {"reference_doctype": doctype, "reference_name": name, "status": ("in", ANSWERABLE)}
	for invitation in frappe.get_all(INVITATION, of_document, pluck="name"):
		close(invitation)


def close(invitation: str) -> None:
	"""Close a link, and take back the messages that wait for their time."""
	frappe.db.set_value(INVITATION, invitation, dict(EXPIRED))
	messages.withdraw((INVITATION, invitation))


def invitation_of(doctype: str, name: str) -> str | None:
	"""The invitation that was made for a document, if there is one."""
	return frappe.db.get_value(INVITATION, {"reference_doctype": doctype, "reference_name": name}, "name")


def by_token(token: str, for_update: bool = False) -> Document | None:
	"""The invitation of a link."""
	stored = hash_to_find(token)
	name = stored and frappe.db.get_value(INVITATION, {"token_hash": stored}, "name")
	return frappe.get_doc(INVITATION, name, for_update=for_update) if name else None


def locked(name: str) -> Document | None:
	"""An invitation that this transaction holds."""
	return frappe.get_doc(INVITATION, name, for_update=True) if frappe.db.exists(INVITATION, name) else None


def _begin(visit: Visit, row: Trigger, now: datetime) -> str:
	state = planned(visit, row, row.survey, now)
	invitation = create(visit, row.survey, "Trigger", state)
	_go(invitation, state, now)
	return invitation


def _plan(known: frappe._dict, visit: Visit, row: Trigger, now: datetime) -> None:
	"""Messages for a link that was handed over before; where none may be sent, it stays as it is."""
	state = planned(visit, row, known.survey, now)
	if state["status"] == NOT_SENT:
		state = {"trigger": row.name, "reason": state["reason"]}
	frappe.db.set_value(INVITATION, known.name, state)
	_go(known.name, state, now)


def _take_over(known: frappe._dict, visit: Visit, row: Trigger, now: datetime) -> None:
	changes = {**taken_over(known, visit), **visits.work_facts(visit.doctype, visit.document)}
	changed = {**known, **changes}
	if changes["status"] == NOT_SENT:
		state = planned(visit, row, known.survey, now)
	else:
		steps, allowed = cadence.steps_of_survey(known.survey), cadence.allowed(visit.customer)
		state = going_on(changed, next_contact(steps, progress(changed, now), allowed))
	frappe.db.set_value(INVITATION, known.name, {**changes, **state})
	_go(known.name, {**changes, **state}, now)


def _go(invitation: str, state: Mapping[str, Any], now: datetime) -> None:
	if is_due({"opted_out": 0, "status": "", "next_contact_on": None, **state}, now):
		cadence.contact(invitation, now)


def _asked_on(visit: Visit, now: datetime) -> list[datetime]:
	"""When the customer was asked about other visits, as far back as a cap may reach."""
	return asked_moments(
		frappe.db.sql(
			f"""SELECT sent_on, send_after, status, {ASKED_ON} AS asked_on, {IS_LEAVING} AS is_leaving
			FROM `tab{INVITATION}`
			WHERE customer = %(customer)s AND visit_key <> %(key)s AND creation > %(oldest)s""",
			{
				"customer": visit.customer,
				"key": visit_key(visit),
				"oldest": getdate(now - timedelta(days=LONGEST_CAP_DAYS)),
			},
			as_dict=True,
		)
	)


def _read(visit: Visit) -> list[frappe._dict]:
	"""The customer's invitations of the day and of the document, as they are now, not as when the transaction began."""
	table = frappe.qb.DocType(INVITATION)
	is_of_visit = (table.visited_on == visit.visited_on) | (table.reference_name == visit.document)
	query = frappe.qb.from_(table).select(table.star).for_update()
	return query.where(table.customer == visit.customer).where(is_of_visit).run(as_dict=True)
