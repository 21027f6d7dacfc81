"""Messages, invitations, answers and figures get the company that they are of: user permissions on companies go by it."""

import frappe

from workshop_crm.services.platform import settings
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES

INVITATION = "Survey Invitation"
FIGURES = ("Customer Analytics", "Customer Value Snapshot")


def execute() -> None:
	for doctype in INVOICE_DOCTYPES:
		for record in (INVITATION, "Survey Response"):
			_copy(record, doctype)
	_copy("Customer Message", INVITATION)
	if frappe.db.count("Company"):
		for doctype in FIGURES:
			frappe.db.set_value(
				doctype, {"company": ("is", "not set")}, "company", settings.company(), update_modified=False
			)


def _copy(doctype: str, source: str) -> None:
	"""The company of the `source` record that a record is about."""
	frappe.db.sql(
		f"""update `tab{doctype}` as record
			join `tab{source}` as about
				on record.reference_doctype = %s and record.reference_name = about.name
			set record.company = about.company
			where record.company is null""",
		source,
	)
