"""ERPNext's Loyalty Program with the rules of this app."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.core.loyalty.rules.checks import check_rules
from workshop_crm.core.loyalty.rules.records import rule_of
from workshop_crm.services.loyalty import liability, passing_time
from workshop_crm.services.platform.errors import as_frappe_errors

# What decides about tiers, of the program and of each tier.
TIER_RULE = ("tier_basis", "tier_window_months", "tier_grace_days")
TIER = ("tier_name", "min_spent", "min_points", "min_visits")


def validate(program: Document, _method: str) -> None:
	"""Refuse rules that can never work, also those that are switched off: they are meant to be switched on."""
	with as_frappe_errors():
		check_rules(
			[rule_of(row.as_dict()) for row in program.earning_rules],
			[row.tier_name for row in program.collection_rules],
		)
		liability.check_accounts(program)


def on_update(program: Document, _method: str) -> None:
	"""Members move to the tiers that the program has now, without waiting for a visit."""
	before = program.get_doc_before_save()
	if before and _tiers_of(before) != _tiers_of(program):
		passing_time.look_again(program.name)


def _tiers_of(program: Document) -> list[tuple[object, ...]]:
	tiers = [tuple(row.get(field) or 0 for field in TIER) for row in program.collection_rules]
	return [tuple(program.get(field) or 0 for field in TIER_RULE), *sorted(tiers, key=str)]
