"""Message templates as core knows them, and those that a workshop starts with."""

from __future__ import annotations

import frappe

from workshop_crm.core.common.languages import LANGUAGES
from workshop_crm.core.messaging.default_templates import DEFAULT_TEMPLATES
from workshop_crm.core.messaging.reports import TemplateReport
from workshop_crm.core.messaging.templates import Purpose, Template, template_of, template_record

TEMPLATE = "Message Template"


def read_template(name: str) -> Template | None:
	"""A template by its name; None when there is none."""
	if not frappe.db.exists(TEMPLATE, name):
		return None
	return template_of(frappe.get_cached_doc(TEMPLATE, name).as_dict())


def template_for(purpose: Purpose) -> Template | None:
	"""The oldest template of a purpose that is in use."""
	name = frappe.db.get_value(TEMPLATE, {"purpose": purpose, "enabled": 1}, order_by="creation")
	return read_template(name) if name else None


def take(report: TemplateReport) -> None:
	"""A provider has decided about a template."""
	for language in LANGUAGES:
		known = {
			f"whatsapp_template_{language}": report.name,
			f"whatsapp_language_{language}": report.language,
		}
		for name in frappe.get_all(TEMPLATE, known, pluck="name"):
			frappe.db.set_value(TEMPLATE, name, f"approval_{language}", report.approval)
			frappe.clear_document_cache(TEMPLATE, name)


def create_defaults() -> None:
	"""Only for a workshop that has none: an owner who deleted some does not want them back."""
	if frappe.db.count(TEMPLATE):
		return
	for template in DEFAULT_TEMPLATES:
		record = {"doctype": TEMPLATE, **template_record(template)}
		frappe.get_doc(record).insert(ignore_permissions=True)
