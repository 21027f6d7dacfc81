"""Message templates as core knows them, and those that a workshop starts with."""

from __future__ import annotations

import frappe

from workshop_crm.core.messaging.default_templates import DEFAULT_TEMPLATES
from workshop_crm.core.messaging.templates import Template, template_of, template_record

TEMPLATE = "Message Template"


def read_template(name: str) -> Template | None:
	"""A template by its name; None when there is none."""
	if not frappe.db.exists(TEMPLATE, name):
		return None
	return template_of(frappe.get_cached_doc(TEMPLATE, name).as_dict())


def create_defaults() -> None:
	"""Only for a workshop that has none: an owner who deleted some does not want them back."""
	if frappe.db.count(TEMPLATE):
		return
	for template in DEFAULT_TEMPLATES:
		record = {"doctype": TEMPLATE, **template_record(template)}
		frappe.get_doc(record).insert(ignore_permissions=True)
