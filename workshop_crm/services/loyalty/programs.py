"""ERPNext's Loyalty Program as the rules in core read it."""

from __future__ import annotations

import frappe

from workshop_crm.core.loyalty import records
from workshop_crm.core.loyalty.model import Program
from workshop_crm.services.platform.money import rounding


def get_program(name: str) -> Program:
	record = frappe.get_cached_doc("Loyalty Program", name).as_dict()
	return records.program_of(record, record.collection_rules, record.earning_rules, rounding())


def program_of(customer: str, company: str) -> str | None:
	"""The program in which the customer is enrolled, if it is this company's."""
	name = frappe.db.get_value("Customer", customer, "loyalty_program")
	if not name or frappe.get_cached_value("Loyalty Program", name, "company") != company:
		return None
	return name
