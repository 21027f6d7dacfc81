"""The default region was two letters and is a Country now."""

import frappe

from workshop_crm.services.platform import default_region
from workshop_crm.services.platform.settings import SETTINGS


def execute() -> None:
	"""A code that no country has leaves the choice to the company."""
	code = frappe.db.get_single_value(SETTINGS, "default_region")
	if code and frappe.db.exists("Country", code):
		return
	country = code and frappe.db.get_value("Country", {"code": code.lower()})
	frappe.db.set_single_value(SETTINGS, "default_region", country, update_modified=False)
	default_region.set_up()
