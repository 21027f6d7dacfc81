"""Survey invitations: one for each visit, sent by the customer's channel in the customer's language."""

from __future__ import annotations

from datetime import datetime

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, get_datetime, getdate, now_datetime

from workshop_crm.core.messaging.channels import Choice, choose
from workshop_crm.core.messaging.templates import invitation as invitation_text
from workshop_crm.core.surveys.invitation import (
	ANSWERABLE,
	InvitationFacts,
	InvitationPlan,
	InvitationRules,
	plan,
)
from workshop_crm.core.surveys.tokens import hash_token
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.messaging import messages
from workshop_crm.services.platform import languages, settings
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.survey_links import token_of

INVITATION = "Survey Invitation"
# A visit that nobody was asked about for so long is not asked about any more.
CATCH_UP_DAYS = 2


def invite(doctype: str, name: str) -> str | None:
	"""Invite the customer of an invoice, at once or later; returns the invitation. Twice invites once."""
	# The lock makes a second job for the same invoice wait and then find the invitation.
	docstatus = frappe.db.get_value(doctype, name, "docstatus", for_update=True)
	if docstatus != 1 or invitation_of(doctype, name):
		return None
	invoice = frappe.get_doc(doctype, name)
	customer = frappe.get_doc("Customer", invoice.customer)
	choice = choose(recipient_of(customer), messages.channel_order())
	decided = _plan(choice, now_datetime())
	invitation = _insert(invoice, customer, choice, decided)
	if decided.send and decided.send_at <= now_datetime():
		send(invitation.name)
	return invitation.name


def is_recent(invoice: Document) -> bool:
	"""Whether the visit is fresh enough to be asked about; an invoice entered later for the books is not."""
	return getdate(invoice.posting_date) >= getdate(add_days(getdate(), -CATCH_UP_DAYS))


def send(name: str) -> None:
	"""Write the message of a scheduled invitation and hand it to the provider."""
	invitation = frappe.get_doc(INVITATION, name, for_update=True)
	if invitation.status != "Scheduled":
		return
	customer = frappe.get_doc("Customer", invitation.customer)
	recipient = recipient_of(customer)
	choice = choose(recipient, messages.channel_order())
	if not choice.channel:
		invitation.db_set({"status": "Not Sent", "reason": choice.reason})
		return
	words = invitation_text(recipient.language, choice.channel, recipient.name, settings.company())
	status = messages.post(
		customer=customer.name,
		choice=choice,
		language=recipient.language,
		words=words,
		reference=(INVITATION, invitation.name),
		company=invitation.company,
	)
	invitation.db_set({"status": status, "channel": choice.channel, "sent_on": now_datetime()})


def send_due() -> None:
	"""For the scheduler: send what has waited long enough, and expire what nobody answered."""
	now = now_datetime()
	for name in frappe.get_all(INVITATION, {"status": "Scheduled", "send_after": ("<=", now)}, pluck="name"):
		with isolated("Survey invitation", INVITATION, name):
			send(name)
		frappe.db.commit()
	frappe.db.set_value(
		INVITATION,
		{"status": ("in", ANSWERABLE), "expires_on": ("<", now)},
		"status",
		"Expired",
		update_modified=False,
	)


def invite_missing() -> None:
	"""For the scheduler: visits of the last days whose job was lost."""
	for doctype in INVOICE_DOCTYPES:
		for name in _uninvited(doctype):
			with isolated("Survey invitation", doctype, name):
				invite(doctype, name)
			frappe.db.commit()


def withdraw(doctype: str, name: str) -> None:
	"""Close the link of a cancelled invoice, unless the customer has answered."""
	invitation = invitation_of(doctype, name)
	if invitation and frappe.db.get_value(INVITATION, invitation, "status") in ANSWERABLE:
		frappe.db.set_value(INVITATION, invitation, "status", "Expired")


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
	name = frappe.db.get_value(INVITATION, {"token_hash": hash_token(token)}, "name")
	return frappe.get_doc(INVITATION, name, for_update=for_update) if name else None


def _plan(choice: Choice, now: datetime) -> InvitationPlan:
	rules = settings.survey_settings()
	has_form = bool(rules.survey and frappe.db.get_value("Survey", rules.survey, "enabled"))
	return plan(
		InvitationFacts(has_form=has_form, channel=choice.channel),
		InvitationRules(rules.enabled, rules.delay_minutes, rules.valid_days),
		now,
	)


def _insert(invoice: Document, customer: Document, choice: Choice, decided: InvitationPlan) -> Document:
	invitation = frappe.get_doc(
		{
			"doctype": INVITATION,
			"survey": settings.survey_settings().survey,
			"customer": customer.name,
			"company": invoice.company,
			"language": languages.code_of(customer.preferred_language),
			"channel": choice.channel,
			"status": decided.state,
			"reason": decided.reason,
			"reference_doctype": invoice.doctype,
			"reference_name": invoice.name,
			"vehicle": invoice.vehicle,
			"service_type": invoice.service_type,
			"send_after": decided.send_at,
			"expires_on": decided.expires_at,
		}
	)
	# An invitation that is not sent has no survey when none is chosen in the settings.
	invitation.flags.ignore_mandatory = not decided.send
	invitation.insert(ignore_permissions=True)
	if decided.send:
		invitation.db_set("token_hash", hash_token(token_of(invitation.name)))
	return invitation


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
	invoice, invitation = frappe.qb.DocType(doctype), frappe.qb.DocType(INVITATION)
	query = (
		frappe.qb.from_(invoice)
		.left_join(invitation)
		.on((invitation.reference_doctype == doctype) & (invitation.reference_name == invoice.name))
		.select(invoice.name)
		.where(invitation.name.isnull())
		.where(invoice.docstatus == 1)
		.where(invoice.is_return == 0)
		.where(invoice.modified >= get_datetime(add_days(now_datetime(), -CATCH_UP_DAYS)))
		.where(invoice.posting_date >= add_days(getdate(), -CATCH_UP_DAYS))
	)
	if doctype == "Sales Invoice":
		query = query.where(invoice.is_consolidated == 0)
	return query.run(pluck=True)
