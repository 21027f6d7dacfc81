"""The trigger rows of a survey as the form has them, checked against the site's DocTypes."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import escape_html

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.trigger_check import DocumentType, Field, check_trigger
from workshop_crm.core.surveys.triggers import trigger_of
from workshop_crm.services.platform.errors import message
from workshop_crm.services.platform.words import _

# Where a site has no such DocType any more, Frappe's own check of links says so.
LINKS = ("Link", "Select")


def check(survey: Document) -> None:
	"""Refuse rows that can never work; the message names the row."""
	for row in survey.triggers:
		if not (row.enabled and frappe.db.exists("DocType", row.document_type)):
			continue
		try:
			check_trigger(trigger_of(row.as_dict(), survey.name), document_type(row.document_type))
		except InvalidInput as error:
			where = _("Row {0} of {1}").format(row.idx, _("Asked After"))
			frappe.throw(f"{escape_html(where)}: {message(error)}")


def document_type(name: str) -> DocumentType:
	"""What of a DocType decides whether its documents can start a survey."""
	meta = frappe.get_meta(name)
	stored = (field for field in meta.fields if field.fieldtype not in frappe.model.no_value_fields)
	fields = {field.fieldname: _field(field) for field in stored}
	has_documents = not (meta.istable or meta.issingle or meta.get("is_virtual"))
	return DocumentType(name, bool(meta.is_submittable), has_documents, fields)


def _field(field: Document) -> Field:
	return Field(field.fieldtype, (field.options or "") if field.fieldtype in LINKS else "")
