import frappe
from frappe.model.document import Document


class SurveyInvitation(Document):
	"""An invitation to one survey about one visit. Written by the app alone."""


def on_doctype_update() -> None:
	# One visit is asked about once, whatever runs at the same time.
	frappe.db.add_unique("Survey Invitation", ["survey", "reference_doctype", "reference_name"])
