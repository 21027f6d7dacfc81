"""Money at Frappe's boundary: Decimal inside, float in documents and in JSON."""

from __future__ import annotations

from decimal import Decimal

import frappe
from frappe.model.meta import get_field_precision

from workshop_crm.core.common.money import Rounding
from workshop_crm.core.common.money import decimal as decimal


def rounding() -> Rounding:
	"""How ERPNext rounds amounts of money: decimals and method are settings of the site, whatever the currency."""
	field = frappe.get_meta("Sales Invoice").get_field("base_grand_total")
	method = frappe.get_system_settings("rounding_method")
	return Rounding(get_field_precision(field), method or "Banker's Rounding (legacy)")


def rounded(value: Decimal) -> float:
	"""An amount as ERPNext rounds and stores it."""
	return rounding().number(value)
