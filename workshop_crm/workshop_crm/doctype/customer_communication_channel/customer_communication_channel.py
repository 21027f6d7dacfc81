from frappe.model.document import Document


class CustomerCommunicationChannel(Document):
	"""A way to reach a customer, and since when they agree to it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		channel: DF.Literal["WhatsApp", "SMS", "Email", "Phone"]
		consent_date: DF.Date | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		source: DF.Data | None
	# end: auto-generated types
