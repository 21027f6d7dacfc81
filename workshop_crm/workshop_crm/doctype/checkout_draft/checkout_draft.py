from frappe.model.document import Document


class CheckoutDraft(Document):
	"""What a till has of a sale so far, for the one who continues it. Written by the app alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		company: DF.Link | None
		content: DF.Code
		customer: DF.Link
		screen: DF.Data | None
		turn: DF.Int
	# end: auto-generated types
