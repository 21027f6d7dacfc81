"""When a survey is sent stood in the settings; now the survey itself has rows that say it.

A site goes on as it was: one message after each sale. Reminders are the owner's to add.
"""

import frappe

from workshop_crm.core.surveys.defaults import DEFAULT_CADENCE, DEFAULT_TRIGGERS
from workshop_crm.services.surveys import triggers

SETTINGS = "Workshop CRM Settings"
INVITATION = "Survey Invitation"


def execute() -> None:
	survey = _old_setting("default_survey")
	if survey and frappe.db.exists("Survey", survey):
		_give_rows(frappe.get_doc("Survey", survey), int(float(_old_setting("survey_delay_minutes") or 0)))
	_complete_invitations()
	frappe.db.delete(
		"Singles", {"doctype": SETTINGS, "field": ("in", ("default_survey", "survey_delay_minutes"))}
	)
	triggers.forget()


def _old_setting(field: str) -> str | None:
	return frappe.db.get_value("Singles", {"doctype": SETTINGS, "field": field}, "value", order_by=None)


def _give_rows(survey: frappe.model.document.Document, delay_minutes: int) -> None:
	if survey.triggers or survey.cadence:
		return
	for row in DEFAULT_TRIGGERS:
		survey.append("triggers", {**row, "delay_minutes": max(delay_minutes, 0)})
	survey.append("cadence", DEFAULT_CADENCE[0])
	for table in (survey.triggers, survey.cadence):
		for row in table:
			row.db_insert()


def _complete_invitations() -> None:
	"""What was scheduled still goes out, and what was sent counts as one message."""
	invitation = frappe.qb.DocType(INVITATION)
	for doctype in ("Sales Invoice", "POS Invoice"):
		invoice = frappe.qb.DocType(doctype)
		(
			frappe.qb.update(invitation)
			.join(invoice)
			.on((invitation.reference_doctype == doctype) & (invitation.reference_name == invoice.name))
			.set(invitation.visited_on, invoice.posting_date)
			.where(invitation.visited_on.isnull())
			.run()
		)
	waiting, sent = (invitation.status == "Scheduled"), invitation.sent_on.isnotnull()
	frappe.qb.update(invitation).set(invitation.next_contact_on, invitation.send_after).where(waiting).run()
	(
		frappe.qb.update(invitation)
		.set(invitation.step, 1)
		.set(invitation.contacts, 1)
		.where(sent & (invitation.contacts == 0))
		.run()
	)
