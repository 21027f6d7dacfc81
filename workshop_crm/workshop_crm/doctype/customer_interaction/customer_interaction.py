from workshop_crm.services.messaging import interactions
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.workshop_crm.plain_text import PlainTextDocument


class CustomerInteraction(PlainTextDocument):
	"""A call, a visit or a note that an employee wrote down. Its author is the record's owner."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		customer: DF.Link
		direction: DF.Literal["", "Incoming", "Outgoing"]
		happened_on: DF.Datetime
		kind: DF.Literal["Call", "Visit", "Note"]
		text: DF.Code
	# end: auto-generated types

	def before_validate(self) -> None:
		with as_frappe_errors():
			interactions.check(self)
