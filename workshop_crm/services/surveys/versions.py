"""Survey Version: the questions as they were sent. Rows are added, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import frappe
from frappe.utils import now_datetime

from workshop_crm.core.surveys.model import SurveyForm
from workshop_crm.core.surveys.records import load_form
from workshop_crm.core.surveys.versions import next_version
from workshop_crm.services.surveys.forms import read_form

VERSION = "Survey Version"
RESPONSE = "Survey Response"


def current(survey: str) -> str:
	"""The version that says what the survey says now; made when there is none."""
	form = read_form(survey)
	latest = _latest(survey)
	if next_version(form, latest.version, latest.form, now_datetime()) is None:
		return latest.name
	# Another invitation may be making the same one.
	frappe.db.get_value("Survey", survey, "name", for_update=True)
	latest = _latest(survey, for_update=True)
	wanted = next_version(form, latest.version, latest.form, now_datetime())
	if wanted is None:
		return latest.name
	return frappe.get_doc({"doctype": VERSION, **wanted}).insert(ignore_permissions=True).name


def form_of(invitation: Mapping[str, Any]) -> SurveyForm:
	"""The form that this customer sees; that of the survey for invitations from before there were versions."""
	kept = invitation["version"] and frappe.get_cached_value(VERSION, invitation["version"], "form")
	return load_form(kept, invitation["survey"]) if kept else read_form(invitation["survey"])


def answered(survey: str) -> Iterator[SurveyForm]:
	"""The versions that have answers."""
	for version in frappe.get_all(VERSION, {"survey": survey}, ["name", "form"]):
		if frappe.db.exists(RESPONSE, {"version": version.name}):
			yield load_form(version.form, survey)


def pin_all() -> None:
	"""For the update to versions: open links, and answers given so far, belong to the questions as they are now."""
	for doctype in ("Survey Invitation", RESPONSE):
		row = frappe.qb.DocType(doctype)
		surveys = (
			frappe.qb.from_(row).select(row.survey).distinct().where(row.version.isnull()).run(pluck=True)
		)
		for survey in filter(None, surveys):
			version = current(survey)
			frappe.qb.update(row).set(row.version, version).where(row.survey == survey).where(
				row.version.isnull()
			).run()


def _latest(survey: str, for_update: bool = False) -> frappe._dict:
	"""`for_update` reads what is there now, not as it was when this transaction began."""
	row = frappe.qb.DocType(VERSION)
	query = (
		frappe.qb.from_(row)
		.select(row.name, row.version, row.form)
		.where(row.survey == survey)
		.orderby(row.version, order=frappe.qb.desc)
		.limit(1)
	)
	found = (query.for_update() if for_update else query).run(as_dict=True)
	return found[0] if found else frappe._dict(name=None, version=0, form="")
