"""The rules of the owner: read, checked when they are saved, and those that a workshop starts with."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from workshop_crm.core.analytics.actions.defaults import DEFAULT_RULES
from workshop_crm.core.analytics.actions.rules import ActionRule, TemplateFacts, check_rule, rule_of
from workshop_crm.core.messaging.templates import named_places
from workshop_crm.services.analytics.actions.records import RULE
from workshop_crm.services.loyalty.programs import get_program
from workshop_crm.services.messaging.templates import read_template
from workshop_crm.services.platform import settings


def enabled() -> list[frappe._dict]:
	"""The rules that are in use, oldest first, as records."""
	return frappe.get_all(RULE, {"enabled": 1}, ["*"], order_by="creation")


def every() -> list[ActionRule]:
	"""All rules, also those that are not in use any more."""
	return [rule_of(record) for record in frappe.get_all(RULE, fields=["*"], order_by="creation")]


def check(record: Document) -> None:
	"""Raises InvalidInput for a rule that makes no sense."""
	template = read_template(record.message_template) if record.message_template else None
	facts = TemplateFacts(template.category, named_places(template)) if template else None
	rule = rule_of(record.as_dict())
	# A site has these rules before it has a company.
	check_rule(rule, facts, _approval_above() if rule.points else None)


def create_defaults() -> None:
	"""Only for a workshop that has none: an owner who deleted some does not want them back."""
	if frappe.db.count(RULE):
		return
	for rule in DEFAULT_RULES:
		frappe.get_doc({"doctype": RULE, **rule}).insert(ignore_permissions=True)


def _approval_above() -> int | None:
	"""The least that a program of the company lets one person give; None without a program."""
	names = frappe.get_all("Loyalty Program", {"company": settings.company()}, pluck="name")
	return min((get_program(name).approval_above for name in names), default=None)
