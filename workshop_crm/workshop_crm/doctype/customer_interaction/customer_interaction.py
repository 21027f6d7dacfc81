from frappe.model.document import Document

from workshop_crm.services import interactions
from workshop_crm.services.errors import as_frappe_errors


class CustomerInteraction(Document):
	"""A call, a visit or a note that somebody of the staff wrote down. Its author is the record's owner."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		customer: DF.Link
		direction: DF.Literal["", "Incoming", "Outgoing"]
		happened_on: DF.Datetime
		kind: DF.Literal["Call", "Visit", "Note"]
		text: DF.Text
	# end: auto-generated types

	def before_validate(self) -> None:
		with as_frappe_errors():
			interactions.check(self)
