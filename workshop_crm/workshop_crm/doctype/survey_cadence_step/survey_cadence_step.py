from frappe.model.document import Document


class SurveyCadenceStep(Document):
	"""One message of a survey: the invitation, or a reminder while nobody has answered."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		channel: DF.Literal["", "WhatsApp", "SMS", "Email"]
		delay_minutes: DF.Int
		enabled: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		template: DF.Link
	# end: auto-generated types
