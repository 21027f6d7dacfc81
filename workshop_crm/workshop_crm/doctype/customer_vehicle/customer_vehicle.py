from frappe.model.document import Document


class CustomerVehicle(Document):
	"""A car in a customer's hands, from when until when."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from_date: DF.Date | None
		is_current: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		to_date: DF.Date | None
		vehicle: DF.Link
	# end: auto-generated types
