"""E-mails with an invoice bring its PDF, as on new sites."""

import frappe

from workshop_crm.services.platform.settings import SETTINGS


def execute() -> None:
	frappe.db.set_single_value(SETTINGS, "attach_invoices", 1)
