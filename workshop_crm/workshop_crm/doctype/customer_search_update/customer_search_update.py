from frappe.model.document import Document


class CustomerSearchUpdate(Document):
	"""A customer whose entry in the search index has to be written again or removed."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		customer: DF.Data
	# end: auto-generated types

	pass
