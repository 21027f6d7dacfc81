import frappe
from frappe.model.document import Document

from workshop_crm.core.vehicles.kept_due import DUE, ONE_ROW


class VehicleServiceDue(Document):
	"""When a car needs a service next, kept so that all cars can be listed by it. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		branch: DF.Data | None
		company: DF.Link | None
		customer: DF.Link
		due_km: DF.Int
		due_on: DF.Date
		last_km: DF.Int
		last_on: DF.Date | None
		last_visit: DF.Date | None
		make: DF.Data | None
		overdue_from: DF.Date
		previous_from: DF.Date | None
		reason: DF.Data | None
		service_type: DF.Link
		vehicle: DF.Link
	# end: auto-generated types


def on_doctype_update() -> None:
	# Two jobs that look at a car at once write each service once.
	frappe.db.add_unique(DUE, list(ONE_ROW))
