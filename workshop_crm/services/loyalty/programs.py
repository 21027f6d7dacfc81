"""ERPNext's Loyalty Program as the rules in core read it."""

from __future__ import annotations

import frappe
from frappe.utils import getdate

from workshop_crm.core.loyalty.model import Program, Tier
from workshop_crm.services.platform.money import decimal, rounding

NEXT_INVOICE = "The next invoice"


def get_program(name: str) -> Program:
	record = frappe.get_cached_doc("Loyalty Program", name)
	tiers = tuple(
		Tier(row.tier_name, decimal(row.min_spent), decimal(row.collection_factor))
		for row in record.collection_rules
	)
	return Program(
		record.name,
		tiers,
		decimal(record.conversion_factor),
		int(record.expiry_duration or 0),
		tier_from_next_invoice=record.new_tier_counts_from == NEXT_INVOICE,
		starts=getdate(record.from_date) if record.from_date else None,
		ends=getdate(record.to_date) if record.to_date else None,
		rounding=rounding(),
	)


def program_of(customer: str, company: str) -> str | None:
	"""The program in which the customer is enrolled, if it is this company's."""
	name = frappe.db.get_value("Customer", customer, "loyalty_program")
	if not name or frappe.get_cached_value("Loyalty Program", name, "company") != company:
		return None
	return name
