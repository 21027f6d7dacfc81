"""Survey invitations: one for each visit, sent by the customer's channel in the customer's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime, getdate, now_datetime

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.messaging.channels import Choice, Recipient, choose
from workshop_crm.core.surveys.invitation import (
	ANSWERABLE,
	EXPIRED,
	SCHEDULED,
	InvitationRules,
	Visit,
	is_asked_about,
	is_due,
	new_invitation,
	oldest_visit,
	sent,
	stopped,
)
from workshop_crm.core.surveys.tokens import hash_to_find, hash_token
from workshop_crm.core.surveys.words import invitation_words
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.messaging import messages
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.survey_links import INVITATION, token_of


def invite(doctype: str, name: str, now: datetime | None = None) -> str | None:
	"""Invite the customer of an invoice, at once or later; returns the invitation. Twice invites once.

	`now` is the moment at which it is decided, for visits of the past that are made up.
	"""
	now = now or now_datetime()
	# The lock makes a second job for the same invoice wait and then find the invitation.
	frappe.db.get_value(doctype, name, "docstatus", for_update=True)
	if invitation_of(doctype, name):
		return None
	visit = _visit(frappe.get_doc(doctype, name))
	if not is_asked_about(visit, now.date()):
		return None
	recipient = recipient_of(frappe.get_doc("Customer", visit.customer))
	choice = choose(recipient, messages.channel_order())
	planned = new_invitation(visit, recipient.language, choice.channel, choice.reason, _rules(), now)
	invitation = _insert(planned)
	if is_due(planned, now):
		send(invitation, now)
	return invitation


def is_wanted(invoice: Document) -> bool:
	"""Whether a submitted invoice calls for an invitation."""
	return is_asked_about(_visit(invoice), getdate())


def send(name: str, now: datetime | None = None) -> None:
	"""Write the message of a scheduled invitation and hand it to the provider."""
	now = now or now_datetime()
	invitation = frappe.get_doc(INVITATION, name, for_update=True)
	if invitation.status != SCHEDULED:
		return
	recipient = recipient_of(frappe.get_doc("Customer", invitation.customer))
	choice = choose(recipient, messages.channel_order())
	changes = stopped(_is_cancelled(invitation), choice.reason)
	if changes is None and choice.channel:
		has_left = _write(invitation, recipient, choice.channel, choice)
		changes = sent(choice.channel, recipient.language, has_left, now)
	invitation.db_set(dict(changes or {}))


def send_due() -> None:
	"""For the scheduler: send what has waited long enough, and expire what nobody answered."""
	now = now_datetime()
	for name in frappe.get_all(INVITATION, {"status": SCHEDULED, "send_after": ("<=", now)}, pluck="name"):
		with isolated("Survey invitation", INVITATION, name):
			send(name)
		frappe.db.commit()
	overdue = {"status": ("in", ANSWERABLE), "expires_on": ("<", now)}
	frappe.db.set_value(INVITATION, overdue, dict(EXPIRED), update_modified=False)


def invite_missing() -> None:
	"""For the scheduler: visits of the last days whose job was lost."""
	for doctype in INVOICE_DOCTYPES:
		for name in _uninvited(doctype):
			with isolated("Survey invitation", doctype, name):
				invite(doctype, name)
			frappe.db.commit()


def withdraw(doctype: str, name: str) -> None:
	"""Close the link of a cancelled invoice, unless the customer has answered."""
	of_invoice = {"reference_doctype": doctype, "reference_name": name, "status": ("in", ANSWERABLE)}
	frappe.db.set_value(INVITATION, of_invoice, dict(EXPIRED))


def withdraw_cancelled() -> None:
	"""For the scheduler: invitations to cancelled invoices whose job was lost."""
	for doctype in INVOICE_DOCTYPES:
		for name in _cancelled(doctype):
			withdraw(doctype, name)


def invitation_of(doctype: str, name: str) -> str | None:
	"""The invitation about an invoice, if there is one."""
	return frappe.db.get_value(INVITATION, {"reference_doctype": doctype, "reference_name": name}, "name")


def by_token(token: str, for_update: bool = False) -> Document | None:
	"""The invitation of a link."""
	stored = hash_to_find(token)
	name = stored and frappe.db.get_value(INVITATION, {"token_hash": stored}, "name")
	return frappe.get_doc(INVITATION, name, for_update=for_update) if name else None


def _visit(invoice: Document) -> Visit:
	return Visit(
		doctype=invoice.doctype,
		invoice=invoice.name,
		customer=invoice.customer,
		visited_on=getdate(invoice.posting_date),
		is_submitted=invoice.docstatus == 1,
		is_return=bool(invoice.is_return),
		company=invoice.company,
		vehicle=invoice.vehicle,
		service_type=invoice.service_type,
	)


def _rules() -> InvitationRules:
	chosen = settings.survey_settings()
	is_on = bool(chosen.survey and frappe.db.get_value("Survey", chosen.survey, "enabled"))
	survey = chosen.survey if is_on else None
	return InvitationRules(chosen.enabled, survey, chosen.delay_minutes, chosen.valid_days)


def _insert(planned: Mapping[str, Any]) -> str:
	invitation = frappe.get_doc({"doctype": INVITATION, **planned})
	# An invitation that is not sent has no survey when none is chosen in the settings.
	invitation.flags.ignore_mandatory = not planned["survey"]
	invitation.insert(ignore_permissions=True)
	if planned["send_after"]:
		invitation.db_set("token_hash", hash_token(token_of(invitation.name)))
	return invitation.name


def _is_cancelled(invitation: Document) -> bool:
	return frappe.db.get_value(invitation.reference_doctype, invitation.reference_name, "docstatus") == 2


def _write(invitation: Document, recipient: Recipient, channel: Channel, choice: Choice) -> bool:
	company = invitation.company or settings.company()
	words = invitation_words(recipient.language, channel, recipient.name, company)
	return messages.post(
		customer=invitation.customer,
		choice=choice,
		language=recipient.language,
		subject=words.subject,
		text=words.text,
		reference=(INVITATION, invitation.name),
		company=invitation.company,
	)


def _cancelled(doctype: str) -> list[str]:
	invoice, invitation = frappe.qb.DocType(doctype), frappe.qb.DocType(INVITATION)
	return (
		frappe.qb.from_(invitation)
		.join(invoice)
		.on((invitation.reference_doctype == doctype) & (invitation.reference_name == invoice.name))
		.select(invoice.name)
		.where(invitation.status.isin(ANSWERABLE))
		.where(invoice.docstatus == 2)
		.run(pluck=True)
	)


def _uninvited(doctype: str) -> list[str]:
	"""Those that `is_asked_about` may want; it is asked of each."""
	invoice, invitation = frappe.qb.DocType(doctype), frappe.qb.DocType(INVITATION)
	oldest = oldest_visit(getdate())
	query = (
		frappe.qb.from_(invoice)
		.left_join(invitation)
		.on((invitation.reference_doctype == doctype) & (invitation.reference_name == invoice.name))
		.select(invoice.name)
		.where(invitation.name.isnull())
		.where(invoice.docstatus == 1)
		.where(invoice.is_return == 0)
		.where(invoice.modified >= get_datetime(oldest))
		.where(invoice.posting_date >= oldest)
	)
	if doctype == "Sales Invoice":
		query = query.where(invoice.is_consolidated == 0)
	return query.run(pluck=True)
