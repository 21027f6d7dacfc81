import frappe
from frappe.model.document import Document


class SurveyVersion(Document):
	"""The questions of a survey as customers were sent them. Added by the app, never changed."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		form: DF.Code
		made_on: DF.Datetime
		survey: DF.Link
		version: DF.Int
	# end: auto-generated types


def on_doctype_update() -> None:
	# Two invitations at the same moment make one version.
	frappe.db.add_unique("Survey Version", ["survey", "version"])
