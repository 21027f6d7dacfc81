"""ERPNext's Loyalty Program with the rules of this app."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.core.loyalty.rules.checks import check_rules
from workshop_crm.core.loyalty.rules.records import rule_of
from workshop_crm.services.platform.errors import as_frappe_errors


def validate(program: Document, _method: str) -> None:
	"""Refuse rules that can never work, also those that are switched off: they are meant to be switched on."""
	with as_frappe_errors():
		check_rules(
			[rule_of(row.as_dict()) for row in program.earning_rules],
			[row.tier_name for row in program.collection_rules],
		)
