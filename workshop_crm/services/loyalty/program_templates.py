"""Loyalty programs to start from, as records of ERPNext."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import frappe

from workshop_crm.core.loyalty.program_templates import fitted, template, templates_view
from workshop_crm.core.loyalty.records import program_record
from workshop_crm.services.platform.accounts import expense_account
from workshop_crm.services.platform.words import _


class Made(NamedTuple):
	"""The new program, and the names of the rules about services that the workshop does not have."""

	program: str
	left_out: tuple[str, ...]


def listed() -> list[dict[str, Any]]:
	"""The templates in the reader's language, for the form of a new program."""
	return templates_view(_service_types(), _)


def create(key: str, company: str, name: str | None, starts: date) -> Made:
	"""A program that nobody has joined yet. Raises InvalidInput for an unknown template."""
	program, left_out = fitted(template(key).program, _service_types())
	record = frappe.get_doc(
		{
			"doctype": "Loyalty Program",
			**program_record(replace(program, name=name or program.name, starts=starts)),
			"loyalty_program_type": "Multiple Tier Program",
			"company": company,
			"expense_account": expense_account(company),
			"cost_center": frappe.get_cached_value("Company", company, "cost_center"),
		}
	).insert()
	return Made(record.name, left_out)


def _service_types() -> list[str]:
	return frappe.get_all("Service Type", pluck="name")
