"""The message with which an invoice is sent; an owner who has one of that purpose keeps it."""

import frappe

from workshop_crm.core.messaging.default_templates import INVOICE
from workshop_crm.core.messaging.templates import template_record
from workshop_crm.services.messaging.templates import TEMPLATE


def execute() -> None:
	if not frappe.db.exists(TEMPLATE, {"purpose": INVOICE.purpose}):
		record = {"doctype": TEMPLATE, **template_record(INVOICE)}
		frappe.get_doc(record).insert(ignore_permissions=True, ignore_if_duplicate=True)
