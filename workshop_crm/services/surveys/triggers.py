"""The trigger rows of all surveys, and what becomes of a document that meets one: a job after the commit.

Every document of the site that changes passes here, so the question whether its DocType is named in a row is answered
from the cache.
"""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from workshop_crm.core.surveys.condition_check import FUNCTIONS, check_condition
from workshop_crm.core.surveys.trigger_check import kind_in
from workshop_crm.core.surveys.triggers import STATE, Trigger, matching, trigger_of
from workshop_crm.core.surveys.visits import is_asked_about
from workshop_crm.services.platform import background
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.surveys import trigger_rows, visits

SURVEY = "Survey"
ROW = "Survey Trigger"
CACHED = "workshop_crm_survey_triggers"
# What an event would say while the tables of the app come and go.
AT_WORK = ("in_install", "in_migrate", "in_patch", "in_uninstall")


def on_change(document: Document, method: str | None = None) -> None:
	"""For every document that is saved, submitted or cancelled, or changes a field: ask about its visit, or not any more."""
	if any(frappe.flags.get(flag) for flag in AT_WORK) or document.doctype not in of_doctypes():
		return
	with isolated("Survey trigger", document.doctype, document.name):
		if document.docstatus == 2:
			_later("withdraw", document)
		elif _has_happened(document):
			_later("invite", document)


def of_doctypes() -> dict[str, list[Trigger]]:
	"""The rows that are switched on, by the DocType they name; those of an older survey first."""
	return frappe.cache.get_value(CACHED, _read)


def of_doctype(doctype: str) -> list[Trigger]:
	return of_doctypes().get(doctype, [])


def forget() -> None:
	"""For whatever changes a survey: read the rows again, and once more when the change is committed or undone."""
	_forget()
	frappe.db.after_commit.add(_forget)
	frappe.db.after_rollback.add(_forget)


def _forget() -> None:
	frappe.cache.delete_value(CACHED)


def met_by(document: Document) -> Trigger | None:
	"""The row by which a document calls for a survey, if there is one."""
	rows = of_doctype(document.doctype)
	service_type = document.get("service_type") or None
	return matching(rows, visits.facts_of(document), service_type, lambda row: _holds(row, document))


def _holds(row: Trigger, document: Document) -> bool:
	"""A condition that fails on a document, or was saved when more was allowed, is logged and does not hold."""
	try:
		check_condition(row.condition, kind_in(trigger_rows.document_type(document.doctype)))
		return bool(frappe.safe_eval(row.condition, dict(FUNCTIONS), {"doc": document.as_dict()}))
	except Exception:
		frappe.log_error(
			title="Condition of a survey trigger",
			reference_doctype=document.doctype,
			reference_name=document.name,
		)
		return False


def _has_happened(document: Document) -> bool:
	"""Whether this change is the event of a row. What a condition says is asked in the job."""
	row = matching(
		of_doctype(document.doctype), visits.facts_of(document), _service(document), lambda _: True
	)
	if row is None or not is_asked_about(visits.visit_of(document, row), getdate()):
		return False
	if row.event != STATE:
		return getattr(document, "_action", None) == "submit"
	before = document.get_doc_before_save()
	return before is None or before.get(row.state_field) != document.get(row.state_field)


def _service(document: Document) -> str | None:
	return document.get("service_type") or None


def _later(what: str, document: Document) -> None:
	background.after_commit(
		f"workshop_crm.services.surveys.invitations.{what}",
		f"workshop_crm.{what}.{document.doctype}.{document.name}",
		doctype=document.doctype,
		name=document.name,
	)


def _read() -> dict[str, list[Trigger]]:
	"""As they are at this moment: what a transaction saw when it began may be older than the last change, and the cache would keep it.

	The shared lock makes a change of a survey wait for who is reading, and who is reading for a change that goes on.
	"""
	row, survey = frappe.qb.DocType(ROW), frappe.qb.DocType(SURVEY)
	query = (
		frappe.qb.from_(row)
		.join(survey)
		.on((row.parent == survey.name) & (row.parenttype == SURVEY))
		.select(row.star)
		.where((row.enabled == 1) & (survey.enabled == 1))
		.orderby(survey.creation, survey.name, row.idx)
	)
	found = frappe.db.sql(f"{query.get_sql()} lock in share mode", as_dict=True)
	rows: dict[str, list[Trigger]] = {}
	for one in found:
		rows.setdefault(one.document_type, []).append(trigger_of(one, one.parent))
	return rows
