from frappe.model.document import Document


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
