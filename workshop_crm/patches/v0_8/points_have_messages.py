"""Templates of the messages about points that are new, the statement's new words where nobody changed the old, and their rule, off."""

import frappe

from workshop_crm.core.loyalty.points_messages import MessageRule
from workshop_crm.core.messaging.default_templates import POINTS_EXPIRING, POINTS_STATEMENT, TIER_REACHED
from workshop_crm.core.messaging.templates import template_record
from workshop_crm.services.messaging.templates import TEMPLATE
from workshop_crm.services.platform.settings import SETTINGS

OLD_TEXT = "Hello {customer}, you have {balance} points at {company}."


def execute() -> None:
	for template in (POINTS_EXPIRING, TIER_REACHED):
		if not frappe.db.exists(TEMPLATE, {"purpose": template.purpose}):
			record = {"doctype": TEMPLATE, **template_record(template)}
			frappe.get_doc(record).insert(ignore_permissions=True, ignore_if_duplicate=True)
	renew_statement()
	rule = MessageRule()
	defaults = {"statement_day": rule.statement_day, "points_expiry_days": rule.expiry_days}
	stored = frappe.db.get_singles_dict(SETTINGS)
	if missing := {field: value for field, value in defaults.items() if field not in stored}:
		frappe.db.set_single_value(SETTINGS, missing)


def renew_statement() -> None:
	"""A text that was submitted for approval, or changed, is the owner's."""
	unchanged = {
		"name": POINTS_STATEMENT.name,
		"text_en": OLD_TEXT,
		"whatsapp_template_en": ("in", ("", None)),
		"content_sid_en": ("in", ("", None)),
	}
	if frappe.db.exists(TEMPLATE, unchanged):
		frappe.db.set_value(TEMPLATE, POINTS_STATEMENT.name, template_record(POINTS_STATEMENT))
